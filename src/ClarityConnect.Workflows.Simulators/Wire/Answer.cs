using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using ClarityConnect.Workflows.Simulators.Ledger;

namespace ClarityConnect.Workflows.Simulators.Wire;

/// <summary>What goes back over HTTP.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">null when there is no body.</param>
/// <param name="Body">UTF-8 bytes, may be empty.</param>
internal sealed record Answer(int Status, string? ContentType, byte[] Body)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>One outcome for each part of the call; a single one speaks for all.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [ReceivedRequest.Success];

    public static Answer Empty(int status) => new(status, null, []) { Outcomes = [OutcomeOf(status)] };

    public static Answer Json(int status, JsonNode body) =>
        new(status, "application/json; charset=utf-8", JsonSerializer.SerializeToUtf8Bytes(body)) { Outcomes = [OutcomeOf(status)] };

    public static Answer Text(int status, string contentType, string body) =>
        new(status, contentType, Encoding.UTF8.GetBytes(body)) { Outcomes = [OutcomeOf(status)] };

    public static Answer Xml(int status, string contentType, XElement root) =>
        new(status, contentType, Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + root.ToString(SaveOptions.DisableFormatting)))
        {
            Outcomes = [OutcomeOf(status)],
        };

    private static string OutcomeOf(int status) => status < 300 ? ReceivedRequest.Success : $"HTTP {status}";
}
