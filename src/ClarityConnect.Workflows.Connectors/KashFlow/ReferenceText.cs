namespace ClarityConnect.Workflows.Connectors.KashFlow;

/// <summary>
/// Our references in KashFlow's texts. KashFlow has no field for the key of a payment or a note, so the key stands at the begin of the text
/// and is found again there.
/// </summary>
internal static class ReferenceText
{
    /// <summary>The length of a text that is safe; KashFlow's own limit is not documented.</summary>
    public const int LongestText = 250;

    /// <summary>Writes a text of one line that begins with the reference, so that a cut takes it last.</summary>
    public static string Write(string reference, string? text)
    {
        var line = $"{reference} {text}".ReplaceLineEndings(" ").Trim();
        return line.Length <= LongestText ? line : line[..LongestText].TrimEnd();
    }

    /// <summary>Whether a text holds a reference as a word of its own: "T-1" is not in "T-12" and not in "T-1-2".</summary>
    public static bool Holds(string? text, string reference)
    {
        if (string.IsNullOrEmpty(text) || reference.Length == 0)
            return false;
        for (var at = text.IndexOf(reference, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(reference, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + reference.Length;
            if ((at == 0 || !InWord(text[at - 1])) && (end == text.Length || !InWord(text[end])))
                return true;
        }

        return false;
    }

    private static bool InWord(char character) => char.IsLetterOrDigit(character) || character is '-' or '_';
}
