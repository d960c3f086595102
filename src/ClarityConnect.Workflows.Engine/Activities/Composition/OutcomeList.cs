using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Activities.Composition;

/// <summary>Reads outcomes from an input: one name, a list of names, or text that holds a list as JSON.</summary>
internal static class OutcomeList
{
    public static string[] Read(object? value)
    {
        if (value is not JsonElement json)
            return value is string { Length: > 0 } name ? [name] : [];
        if (json.ValueKind == JsonValueKind.String && json.GetString() is ['[', ..] text)
        {
            using var document = JsonDocument.Parse(text);
            return Read(document.RootElement.Clone());
        }

        return json.ValueKind switch
        {
            JsonValueKind.Array => [.. json.EnumerateArray().Select(ValueConversion.ToText).Where(name => name.Length > 0)],
            JsonValueKind.String when json.GetString()!.Length > 0 => [json.GetString()!],
            _ => [],
        };
    }
}
