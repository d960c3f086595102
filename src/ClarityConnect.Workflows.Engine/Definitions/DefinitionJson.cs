using System.Buffers;
using System.Text.Json;

namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>
/// Reads a definition's JSON for compiling. Elsa once wrapped lists and objects with their .NET type: <c>{"_type":…,"items":[…]}</c> is the list,
/// <c>{"_type":…,"_island":"…"}</c> is the JSON in the text, and any other <c>_type</c> says nothing here. The stored document keeps all of them.
/// </summary>
internal static class DefinitionJson
{
    private const string TypeMember = "_type";
    private const string IslandMember = "_island";

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = DefinitionDocument.MaxDepth, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static JsonElement Parse(string document)
    {
        using var parsed = JsonDocument.Parse(document.TrimStart('\uFEFF'), Options);
        return document.Contains($"\"{TypeMember}\"", StringComparison.Ordinal) || document.Contains($"\"{IslandMember}\"", StringComparison.Ordinal)
            ? Unwrap(parsed.RootElement)
            : parsed.RootElement.Clone();
    }

    private static JsonElement Unwrap(JsonElement json)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = DefinitionDocument.MaxDepth }))
            WriteMembers(json, writer);
        using var unwrapped = JsonDocument.Parse(buffer.WrittenMemory, Options);
        return unwrapped.RootElement.Clone();
    }

    private static void Write(JsonElement json, Utf8JsonWriter writer)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(json, writer);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in json.EnumerateArray())
                    Write(item, writer);
                writer.WriteEndArray();
                break;
            default:
                json.WriteTo(writer);
                break;
        }
    }

    private static void WriteObject(JsonElement json, Utf8JsonWriter writer)
    {
        if (Island(json) is { } island)
        {
            Write(island, writer);
            return;
        }

        if (WrappedList(json) is { } list)
        {
            Write(list, writer);
            return;
        }

        WriteMembers(json, writer);
    }

    private static void WriteMembers(JsonElement json, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var member in json.EnumerateObject().Where(member => member.Name != TypeMember))
        {
            writer.WritePropertyName(member.Name);
            Write(member.Value, writer);
        }

        writer.WriteEndObject();
    }

    private static JsonElement? Island(JsonElement json)
    {
        if (!json.TryGetProperty(IslandMember, out var text) || text.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            using var island = JsonDocument.Parse(text.GetString()!, Options);
            return island.RootElement.Clone();
        }
        catch (JsonException)
        {
            // A member of that name which is no wrapper stays what it is.
            return null;
        }
    }

    private static JsonElement? WrappedList(JsonElement json)
    {
        // With further members it is no list, such as an activity with an input of one of these names.
        if (!json.TryGetProperty(TypeMember, out _) || json.EnumerateObject().Skip(2).Any())
            return null;
        foreach (var name in (ReadOnlySpan<string>)["items", "values", "_items"])
        {
            if (json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array)
                return list;
        }

        return null;
    }
}
