using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions.Imports;

namespace ClarityConnect.Workflows.Console.Display;

/// <summary>JSON that a person typed.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>Reads JSON, or says what is wrong and where, lines and columns counted from 1 in characters.</summary>
    public static (JsonElement? Value, string? Problem) Read(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return (null, "The text is empty. Write JSON, such as {}.");
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            return (document.RootElement.Clone(), null);
        }
        catch (JsonException exception)
        {
            var place = JsonPlace.Of(text, exception);
            return (null, $"This is not valid JSON. {(place.Line is null ? "" : $"Line {place.Line}, column {place.Column}: ")}{place.What}");
        }
    }
}
