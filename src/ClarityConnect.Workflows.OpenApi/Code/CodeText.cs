using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ClarityConnect.Workflows.OpenApi.Code;

/// <summary>Writes texts of a document into source, where they are nothing but texts whatever they hold.</summary>
internal static partial class CodeText
{
    private const int MostRead = 10_000;

    /// <summary>A literal of a string.</summary>
    /// <param name="text">The text.</param>
    public static string Literal(string text)
    {
        var literal = new StringBuilder(text.Length + 8).Append('"');
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' => literal.Append("\\\""),
                '\\' => literal.Append("\\\\"),
                '\n' => literal.Append("\\n"),
                '\r' => literal.Append("\\r"),
                '\t' => literal.Append("\\t"),
                _ when IsPlain(letter) => literal.Append(letter),
                _ => literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
            };
        }

        return literal.Append('"').ToString();
    }

    /// <summary>One line of a documentation comment.</summary>
    /// <param name="text">The text.</param>
    public static string Comment(string text) => Line(text).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>A text in one line, without marks of Markdown and HTML that only renderers understand, and not longer than a person reads.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">The most characters.</param>
    public static string Line(string text, int longest = 600)
    {
        if (text.Length > MostRead)
            text = text[..MostRead];
        if (text.Contains("](", StringComparison.Ordinal))
            text = Link().Replace(text, "$1");
        var line = new StringBuilder(Math.Min(text.Length, longest) + 1);
        var inTag = false;
        for (var i = 0; i < text.Length && line.Length <= longest; i++)
        {
            var letter = text[i];
            if (inTag || (letter == '<' && i + 1 < text.Length && (char.IsAsciiLetter(text[i + 1]) || text[i + 1] == '/') && text.IndexOf('>', i) is > 0 and var end && end - i < 200))
            {
                inTag = letter != '>';
                continue;
            }

            if (letter is '`' || (letter == '*' && i + 1 < text.Length && text[i + 1] == '*') || (letter == '*' && i > 0 && text[i - 1] == '*'))
                continue;
            var isPlain = IsPlain(letter) || (char.IsHighSurrogate(letter) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) || (char.IsLowSurrogate(letter) && i > 0 && char.IsHighSurrogate(text[i - 1]));
            if (isPlain && letter != ' ')
                line.Append(letter);
            else if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
        }

        if (line.Length <= longest)
            return line.ToString().Trim();
        var cut = line.ToString(0, longest);
        var space = cut.LastIndexOf(' ');
        return cut[..(space > longest / 2 ? space : char.IsHighSurrogate(cut[^1]) ? longest - 1 : longest)].TrimEnd() + " …";
    }

    /// <summary>A text that ends as a sentence does.</summary>
    /// <param name="text">The text.</param>
    public static string Sentence(string text)
    {
        var line = Line(text);
        return line.Length == 0 || line[^1] is '.' or '!' or '?' or ':' or '…' ? line : line + ".";
    }

    private static bool IsPlain(char letter) => letter == ' ' || char.IsLetterOrDigit(letter) || char.IsPunctuation(letter) || char.IsSymbol(letter);

    [GeneratedRegex(@"\[([^\[\]]{1,200})\]\([^()\s]{1,500}\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link();
}
