using System.Text.Json;
using ClarityConnect.Workflows.Console.Display;

namespace ClarityConnect.Workflows.Console.DeadLetters;

/// <summary>The values that a person gives in place of a step's outputs.</summary>
internal static class SkipValues
{
    /// <summary>Reads a JSON object of outputs by name; an empty text means none.</summary>
    public static (Dictionary<string, JsonElement>? Outputs, string? Problem) ReadOutputs(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return ([], null);
        var (value, problem) = JsonText.Read(text);
        if (value is not { } json)
            return (null, problem);
        return json.ValueKind == JsonValueKind.Object
            ? (json.EnumerateObject().ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal), null)
            : (null, "The values must be a JSON object with the name of each output, such as {\"Result\": {\"recordNo\": \"1234\"}}.");
    }

    /// <summary>Reads outcomes that are parted by commas; null, which means "Done", if there are none.</summary>
    public static string[]? ReadOutcomes(string? text) =>
        text?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } outcomes ? outcomes : null;
}
