using System.Text;
using System.Text.Json;

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
            return (null, $"This is not valid JSON. {Where(text, exception)}{What(exception)}");
        }
    }

    private static string Where(string text, JsonException exception)
    {
        if (exception.LineNumber is not { } line)
            return "";
        var column = exception.BytePositionInLine is { } bytes ? Column(text, line, bytes) : 1;
        return $"Line {line + 1}, column {column}: ";
    }

    private static long Column(string text, long line, long bytes)
    {
        var content = Encoding.UTF8.GetBytes(text.Split('\n').ElementAtOrDefault((int)line) ?? "");
        return Encoding.UTF8.GetCharCount(content.AsSpan(0, (int)Math.Min(bytes, content.Length))) + 1;
    }

    // The parser ends its message with the place again, counted from 0.
    private static string What(JsonException exception)
    {
        var end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? exception.Message : exception.Message[..end];
    }
}
