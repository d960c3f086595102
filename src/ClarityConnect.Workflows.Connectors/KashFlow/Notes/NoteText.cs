using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.KashFlow.Rest;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Notes;

/// <summary>Writes facts about a payment as one line, in the same form each time, so that people and programs can read them.</summary>
internal static class NoteText
{
    /// <summary>Such as "A1B2 Opayo payment | fraud score: 12 | last four digits: 4242".</summary>
    public static string Write(string reference, string? text, IReadOnlyDictionary<string, string>? details)
    {
        var facts = (details ?? new Dictionary<string, string>())
            .Where(fact => !string.IsNullOrWhiteSpace(fact.Value))
            .Select(fact => $"{OneLine(fact.Key)}: {OneLine(fact.Value)}");
        return string.Join(" | ", facts.Prepend($"{reference} {OneLine(text)}".Trim()));
    }

    /// <summary>A note as KashFlow takes it.</summary>
    public static JsonObject Body(string text) => new() { ["Text"] = text };

    /// <summary>The text of a note as KashFlow gives it.</summary>
    public static string? Of(JsonElement note) => KashFlowJson.Text(note, "Text");

    // The bar parts the facts, so none may have one inside.
    private static string OneLine(string? text) => (text ?? "").ReplaceLineEndings(" ").Replace('|', '/').Trim();
}
