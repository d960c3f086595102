using System.Text;
using ClarityConnect.Workflows.Connectors.SagePro.Calling;

namespace ClarityConnect.Workflows.Connectors.SagePro.Batches;

/// <summary>Brings texts into what Sage Pro can hold: the characters of code page 1252 and the widths of its columns.</summary>
/// <param name="problems">Takes what does not fit.</param>
internal sealed class BatchText(List<(string Code, string Text)> problems)
{
    private static readonly Encoding CodePage = CodePagesEncodingProvider.Instance.GetEncoding(
        1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    private static readonly Encoding NearestLetters = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Fits a text; letters with marks that the code page lacks lose the mark.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The column's width.</param>
    /// <param name="name">What it is called in messages.</param>
    public string Fit(string? text, int width, string name)
    {
        var fitting = Transliterate((text ?? "").Trim(), name);
        if (fitting.Length > width)
            problems.Add((SageProFailure.TextTooLong, $"{name} '{fitting}' has {fitting.Length} characters, Sage Pro holds {width}"));
        return fitting;
    }

    private string Transliterate(string text, string name)
    {
        if (IsKnown(text))
            return text;
        var letters = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var letter = rune.ToString();
            if (IsKnown(letter))
            {
                letters.Append(letter);
                continue;
            }

            // The code page's own table of nearest letters, which needs no culture data.
            var plain = Rune.IsLetter(rune) ? NearestLetters.GetString(NearestLetters.GetBytes(letter)) : "?";
            if (plain == "?")
            {
                problems.Add((SageProFailure.CharacterSet, $"{name} '{text}' has the character '{letter}', which Sage Pro cannot hold"));
                return text;
            }

            letters.Append(plain);
        }

        return letters.ToString();
    }

    private static bool IsKnown(string text)
    {
        try
        {
            _ = CodePage.GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
