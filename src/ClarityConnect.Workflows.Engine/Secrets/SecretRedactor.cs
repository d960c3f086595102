using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Secrets;

/// <summary>Takes the secrets that an execution was given out of all that it gives: a receiver may send back what it was sent.</summary>
internal sealed partial class SecretRedactor
{
    private readonly List<string> values = [];
    private bool isSent;

    public bool IsIdle => values.Count == 0;

    /// <summary>Redacts a value from now on, and without its scheme where it has one, as in "Bearer abc".</summary>
    public void Add(Secret secret)
    {
        var value = secret.Reveal();
        if (values.Contains(value))
            return;
        values.Add(value);
        if (value.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space && value.Length - space - 1 >= SecretDirectory.ShortestValue)
            values.Add(value[(space + 1)..]);
    }

    /// <summary>
    /// Redacts a secret of a connection from now on, also in the forms in which it is sent: in a query or form, in JSON, and in Base64 with others around it, as a name and
    /// password are. One that is shorter than secrets may be is left alone, since its letters may stand anywhere.
    /// </summary>
    public void AddSent(Secret secret)
    {
        var value = secret.Reveal();
        if (value.Length < SecretDirectory.ShortestValue)
            return;
        isSent = true;
        string[] forms = [value, Uri.EscapeDataString(value), JsonSerializer.Serialize(value, WorkflowJson.Options)[1..^1], JsonSerializer.Serialize(value)[1..^1]];
        values.AddRange(forms.Distinct().Except(values).ToList());
    }

    public string Redact(string text)
    {
        foreach (var value in values)
            text = text.Replace(value, Secret.Mask, StringComparison.Ordinal);
        return isSent ? Encoded().Replace(text, match => Hides(match.ValueSpan) ? Secret.Mask : match.Value) : text;
    }

    public JsonElement Redact(JsonElement json) =>
        IsIdle || json.ValueKind == JsonValueKind.Undefined ? json : WorkflowJson.ToElement(Redact(JsonSerializer.SerializeToNode(json, WorkflowJson.Options)));

    public FailureDetails Redact(FailureDetails failure) => IsIdle ? failure : failure with
    {
        Message = Redact(failure.Message),
        VendorCode = failure.VendorCode is { } code ? Redact(code) : null,
        VendorMessage = failure.VendorMessage is { } words ? Redact(words) : null,
        SupportId = failure.SupportId is { } id ? Redact(id) : null,
        StackTrace = failure.StackTrace is { } stack ? Redact(stack) : null,
        Cause = failure.Cause is { } cause ? Redact(cause) : null,
    };

    private JsonNode? Redact(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(Redact(member.Key), Redact(member.Value))).DistinctBy(member => member.Key)),
        JsonArray items => new JsonArray([.. items.Select(Redact)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(Redact(value.GetValue<string>())),
        _ => node?.DeepClone(),
    };

    private bool Hides(ReadOnlySpan<char> word)
    {
        var bytes = new byte[word.Length];
        if (!Convert.TryFromBase64Chars(word, bytes, out var written))
            return false;
        var text = Encoding.UTF8.GetString(bytes, 0, written);
        return values.Exists(value => text.Contains(value, StringComparison.Ordinal));
    }

    [GeneratedRegex("[A-Za-z0-9+/]{8,}={0,2}")]
    private static partial Regex Encoded();
}
