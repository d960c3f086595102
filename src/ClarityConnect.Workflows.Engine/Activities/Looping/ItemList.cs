using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Engine.Activities.Looping;

/// <summary>Reads the input of activities that go through a list: a list, or text that holds one as JSON.</summary>
internal static class ItemList
{
    /// <returns>The list; null if there is nothing.</returns>
    /// <exception cref="ActivityException">It is something else.</exception>
    public static JsonElement? Read(object? value) => value switch
    {
        null or JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
        JsonElement { ValueKind: JsonValueKind.Array } list => list,
        JsonElement { ValueKind: JsonValueKind.String } text when TryParse(text.GetString()!, out var list) => list,
        _ => throw new ActivityException(FailureKind.InvalidData, "The input 'Items' is not a list. Give it a list, or an expression that has one."),
    };

    private static bool TryParse(string text, out JsonElement items)
    {
        items = default;
        if (text.TrimStart() is not ['[', ..])
            return false;
        try
        {
            using var document = JsonDocument.Parse(text);
            items = document.RootElement.Clone();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
