using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Payloads;

/// <summary>
/// A value of a checkpoint. Above its <see cref="InlineLimit"/> it is stored once by content hash and the checkpoint holds only the reference,
/// which is loaded when somebody reads the value.
/// </summary>
internal sealed class StateValue
{
    /// <summary>64 KiB: larger values are kept apart from the checkpoint.</summary>
    public const int DefaultInlineLimit = 64 * 1024;

    private JsonElement? element;
    private JsonElement[]? items;

    public StateValue(JsonElement value) => element = value;

    private StateValue(string hash, int length)
    {
        Hash = hash;
        Length = length;
        IsStored = true;
    }

    /// <summary>The content hash; null for an inline value.</summary>
    public string? Hash { get; private set; }

    public int Length { get; private set; }

    /// <summary>How many bytes the value may have in the checkpoint itself.</summary>
    public int InlineLimit { get; init; } = DefaultInlineLimit;

    /// <summary>Whether the payload table has it already.</summary>
    public bool IsStored { get; set; }

    public bool IsLoaded => element is not null;

    /// <summary>The value; it must be loaded.</summary>
    public JsonElement Value => element ?? throw new InvalidOperationException($"The payload {Hash} has not been loaded.");

    /// <summary>The items of a value that is a list; finding one by its place in the JSON takes as long as the list is.</summary>
    public IReadOnlyList<JsonElement> Items => items ??= [.. Value.EnumerateArray()];

    public static StateValue Of(object? value) => new(WorkflowJson.ToElement(value));

    public static StateValue Reference(string hash, int length) => new(hash, length);

    public void Load(JsonElement value) => element = value;

    /// <summary>Decides whether the value goes into the payload table, and gives the payload if it is not there yet.</summary>
    public Payload? ToPayload()
    {
        if (Hash is null && element is { } value)
        {
            var raw = JsonMarshal.GetRawUtf8Value(value);
            Length = raw.Length;
            if (raw.Length <= InlineLimit)
                return null;
            Hash = Convert.ToHexStringLower(SHA256.HashData(raw));
        }

        return Hash is not null && !IsStored ? new Payload(Hash, JsonMarshal.GetRawUtf8Value(Value).ToArray()) : null;
    }
}
