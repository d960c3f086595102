using System.Text.Json;
using System.Text.RegularExpressions;

namespace ClarityConnect.Workflows.Conformance.Cases;

/// <summary>Takes the words of a case apart.</summary>
internal static partial class Phrases
{
    /// <summary>Splits at a separator that is outside quotes and brackets.</summary>
    public static IReadOnlyList<string> Split(string text, params string[] separators)
    {
        var parts = new List<string>();
        var depth = 0;
        var quote = '\0';
        var begin = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (quote != '\0')
                quote = letter == quote ? '\0' : quote;
            else if (letter == '"' || (letter == '\'' && (i == 0 || !char.IsLetterOrDigit(text[i - 1]))))
                quote = letter;
            else if (letter is '[' or '{' or '(')
                depth++;
            else if (letter is ']' or '}' or ')')
                depth--;
            else if (depth == 0 && separators.FirstOrDefault(word => string.CompareOrdinal(text, i, word, 0, word.Length) == 0) is { } separator)
            {
                parts.Add(text[begin..i]);
                i += separator.Length - 1;
                begin = i + 1;
            }
        }

        parts.Add(text[begin..]);
        return [.. parts.Select(part => part.Trim()).Where(part => part.Length > 0)];
    }

    /// <summary>Takes the remarks in round brackets at the end off a phrase.</summary>
    public static (string Text, IReadOnlyList<string> Remarks) WithoutRemarks(string phrase)
    {
        var remarks = new List<string>();
        while (Remark().Match(phrase) is { Success: true } remark)
        {
            remarks.Add(remark.Groups[1].Value.Trim());
            phrase = phrase[..remark.Index];
        }

        return (phrase.Trim(), remarks);
    }

    /// <summary>Names in a list: quoted, or separated by commas and "and".</summary>
    public static IReadOnlyList<string> Names(string list) => [.. Split(list, ", and ", ",", " and ").Select(Unquoted)];

    public static string Unquoted(string text) =>
        text is ['\'', .., '\''] or ['"', .., '"'] ? text[1..^1] : text;

    /// <summary>A value as cases write it: JSON, text in single quotes, or a bare word, which is of no particular type.</summary>
    public static (JsonElement Value, bool IsBare) Value(string text)
    {
        if (text is ['\'', .., '\''])
            return (JsonSerializer.SerializeToElement(text[1..^1]), false);
        try
        {
            return (JsonElement.Parse(text), false);
        }
        catch (JsonException)
        {
            return (JsonSerializer.SerializeToElement(text), true);
        }
    }

    [GeneratedRegex(@"(?:^|\s)\(([^()]*)\)\s*$")]
    private static partial Regex Remark();
}
