using System.Text;
using System.Text.Json;

namespace ClarityConnect.Workflows.Engine.Definitions.Imports;

/// <summary>Finds the place in a text at which it stops being JSON, in lines and characters as people count them.</summary>
internal static class JsonPlace
{
    private const int Around = 60;

    private static readonly JsonDocumentOptions Options = new()
    {
        MaxDepth = DefinitionDocument.MaxDepth, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false,
    };

    /// <summary>Says what is wrong with a text and where; null if it is JSON.</summary>
    public static ImportProblem? Find(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            return null;
        }
        catch (JsonException exception)
        {
            return Problem(text, exception);
        }
    }

    private static ImportProblem Problem(string text, JsonException exception)
    {
        var message = $"This is not valid JSON. {What(exception)}";
        if (exception.LineNumber is not { } number)
            return new ImportProblem(message);
        var line = text.Split('\n').ElementAtOrDefault((int)number)?.TrimEnd('\r') ?? "";
        var column = Column(line, exception.BytePositionInLine ?? 0);
        var from = Math.Max(0, column - 1 - Around);
        var excerpt = line.Substring(Math.Min(from, line.Length), Math.Min(2 * Around, line.Length - Math.Min(from, line.Length))).Replace('\t', ' ');
        var isCut = from > 0;
        return new ImportProblem(message, (int)number + 1, column, isCut ? $"…{excerpt}" : excerpt, column - from + (isCut ? 1 : 0));
    }

    private static int Column(string line, long bytes)
    {
        var content = Encoding.UTF8.GetBytes(line);
        return Encoding.UTF8.GetCharCount(content.AsSpan(0, (int)Math.Min(bytes, content.Length))) + 1;
    }

    // The parser ends its message with the place again, counted from 0.
    private static string What(JsonException exception)
    {
        var end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? exception.Message : exception.Message[..end];
    }
}
