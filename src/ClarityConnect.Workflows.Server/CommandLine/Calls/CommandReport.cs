using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Server.CommandLine.Calls;

/// <summary>What a command did with one thing.</summary>
/// <param name="Kind">What it is, one word, which names it in the JSON report.</param>
/// <param name="Subject">Its name, id or path.</param>
/// <param name="Outcome">What became of it, a word or two.</param>
/// <param name="HasFailed">Whether that is a failure.</param>
/// <param name="Messages">What there is to say.</param>
internal sealed record CommandReport(string Kind, string Subject, string Outcome, bool HasFailed, IReadOnlyList<string> Messages)
{
    /// <summary>What the server said of it, for the JSON report.</summary>
    public JsonObject? Details { get; init; }

    public JsonNode ToJson()
    {
        var json = Details?.DeepClone().AsObject() ?? [];
        json[Kind] = Subject;
        json["outcome"] = Outcome;
        json["failed"] = HasFailed;
        json["messages"] = new JsonArray([.. Messages.Select(message => JsonValue.Create(message))]);
        return json;
    }
}
