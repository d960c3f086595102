using System.Text;
using System.Text.Json;

namespace ClarityConnect.Workflows.Engine.Definitions.Imports;

/// <summary>The place in a text at which it stops being JSON, in lines and characters as people count them.</summary>
/// <param name="What">What is wrong there, in the parser's words.</param>
/// <param name="Line">The line, from 1; null where the parser does not know.</param>
/// <param name="Column">The character in that line, from 1.</param>
/// <param name="Excerpt">The line, or the part of it around the place.</param>
/// <param name="ExcerptColumn">The character in the excerpt, from 1.</param>
public sealed record JsonPlace(string What, int? Line, int? Column, string? Excerpt, int? ExcerptColumn)
{
    private const int Around = 60;

    /// <summary>Reads the place from what the parser said.</summary>
    /// <param name="text">The text that was parsed.</param>
    /// <param name="exception">What the parser said.</param>
    public static JsonPlace Of(string text, JsonException exception)
    {
        if (exception.LineNumber is not { } number)
            return new JsonPlace(Words(exception), null, null, null, null);
        var line = text.Split('\n').ElementAtOrDefault((int)number)?.TrimEnd('\r') ?? "";
        var column = Characters(line, exception.BytePositionInLine ?? 0) + 1;
        var from = Math.Clamp(column - 1 - Around, 0, line.Length);
        var excerpt = line.Substring(from, Math.Min(2 * Around, line.Length - from)).Replace('\t', ' ');
        return from == 0
            ? new JsonPlace(Words(exception), (int)number + 1, column, excerpt, column)
            : new JsonPlace(Words(exception), (int)number + 1, column, $"…{excerpt}", column - from + 1);
    }

    private static int Characters(string line, long bytes)
    {
        var content = Encoding.UTF8.GetBytes(line);
        return Encoding.UTF8.GetCharCount(content.AsSpan(0, (int)Math.Min(bytes, content.Length)));
    }

    // The parser ends its message with the place again, counted from 0.
    private static string Words(JsonException exception)
    {
        var end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? exception.Message : exception.Message[..end];
    }
}
