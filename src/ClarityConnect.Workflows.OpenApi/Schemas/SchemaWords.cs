using ClarityConnect.Workflows.OpenApi.Code;

namespace ClarityConnect.Workflows.OpenApi.Schemas;

/// <summary>Says what a value has to be, in words.</summary>
internal static class SchemaWords
{
    private const int MostChoices = 30;

    /// <summary>The document's own description, then choices, bounds and form.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="description">What the document says beside the schema; null for nothing.</param>
    /// <param name="isLabelled">Whether the choices are shown as a drop-down, so that the words need not list them.</param>
    public static string Describe(SchemaView schema, string? description = null, bool isLabelled = false)
    {
        List<string> sentences = [CodeText.Sentence(description ?? schema.Description ?? "")];
        var choices = schema.Choices.Count > 0 || schema.Items is not { } items ? schema.Choices : SchemaView.Of(items).Choices;
        if (choices.Count > 0 && !isLabelled)
            sentences.Add($"One of {CodeText.Line(string.Join(", ", choices.Take(MostChoices)))}{(choices.Count > MostChoices ? " and others" : "")}.");
        sentences.AddRange(Bounds(schema).Concat(Form(schema)).Select(sentence => CodeText.Line(sentence, 200)));
        return string.Join(' ', sentences.Where(sentence => sentence.Length > 0));
    }

    private static IEnumerable<string> Bounds(SchemaView schema)
    {
        var bounds = schema.Bounds;
        if (bounds.TryGetValue("maxLength", out var longest))
            yield return $"At most {longest} characters.";
        if (bounds.TryGetValue("minLength", out var shortest) && shortest is not "0" and not "1")
            yield return $"At least {shortest} characters.";
        if (bounds.TryGetValue("minimum", out var least) || bounds.TryGetValue("exclusiveMinimum", out least))
            yield return bounds.ContainsKey("minimum") ? $"Not less than {least}." : $"More than {least}.";
        if (bounds.TryGetValue("maximum", out var most) || bounds.TryGetValue("exclusiveMaximum", out most))
            yield return bounds.ContainsKey("maximum") ? $"Not more than {most}." : $"Less than {most}.";
        if (bounds.TryGetValue("maxItems", out var items))
            yield return $"At most {items} entries.";
        if (bounds.TryGetValue("pattern", out var pattern) && pattern.Length <= 100)
            yield return $"It has to match {pattern}.";
    }

    private static IEnumerable<string> Form(SchemaView schema)
    {
        if (schema.Kind == SchemaKind.Text && schema.Format is "byte" or "binary" or "base64")
            yield return "As Base64.";
        if (schema.Kind == SchemaKind.Text && schema.Format == "date")
            yield return "A date such as 2026-01-31.";
        if (schema.Kind == SchemaKind.Text && schema.Format == "date-time")
            yield return "A time such as 2026-01-31T09:30:00Z.";
        if (schema.Default is { ValueKind: System.Text.Json.JsonValueKind.String or System.Text.Json.JsonValueKind.Number or System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False } value)
            yield return $"{CodeText.Line(value.ToString(), 100)} unless given.";
    }
}
