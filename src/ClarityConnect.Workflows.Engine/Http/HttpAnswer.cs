using System.Text;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Http;

/// <summary>What an outgoing request was answered.</summary>
/// <param name="Address">Where the request went, without its query.</param>
/// <param name="StatusCode">The status code.</param>
/// <param name="Headers">The headers that are not about the body, by name.</param>
/// <param name="ContentHeaders">The headers about the body, by name.</param>
/// <param name="Body">The body; empty for none.</param>
public sealed record HttpAnswer(
    string Address,
    int StatusCode,
    IReadOnlyDictionary<string, string> Headers,
    IReadOnlyDictionary<string, string> ContentHeaders,
    byte[] Body)
{
    /// <summary>The body's type without parameters; empty if the answer does not say.</summary>
    public string MediaType => ContentHeaders.GetValueOrDefault("Content-Type", "").Split(';')[0].Trim();

    /// <summary>All headers by name.</summary>
    public Dictionary<string, string> AllHeaders() =>
        Headers.Concat(ContentHeaders).ToDictionary(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the body: parsed where it is JSON, else as text; JSON null for none.</summary>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: a successful answer says that it is JSON and is not.</exception>
    public JsonElement Parse()
    {
        if (Body.Length == 0)
            return WorkflowJson.Null;
        if (!MediaType.Contains("json", StringComparison.OrdinalIgnoreCase))
            return WorkflowJson.ToElement(Encoding.UTF8.GetString(Body));
        try
        {
            using var document = JsonDocument.Parse(Body);
            return document.RootElement.Clone();
        }
        catch (JsonException) when (StatusCode is < 200 or >= 300)
        {
            return WorkflowJson.ToElement(Encoding.UTF8.GetString(Body));
        }
        catch (JsonException exception)
        {
            throw new ActivityException(FailureKind.InvalidData, $"{Address} says that it answers JSON, but its answer is not: {exception.Message}", exception);
        }
    }
}
