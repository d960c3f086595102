using System.Globalization;
using System.Text;

namespace ClarityConnect.Workflows.OpenApi.Code;

/// <summary>Gives out identifiers, each once.</summary>
/// <param name="reserved">What may not be given out.</param>
/// <param name="suffix">What is put behind a name that is reserved.</param>
internal sealed class Names(IEnumerable<string> reserved, string suffix)
{
    private const int Longest = 80;

    private readonly HashSet<string> reserved = new(reserved, StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>An identifier that nobody else has, made of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="fallback">What is taken where the text has no letter that could stand in a name.</param>
    public string Take(string text, string fallback)
    {
        var name = Identifier(text) is { Length: > 0 } some ? some : fallback;
        if (reserved.Contains(name))
            name += suffix;
        var unique = name;
        for (var number = 2; reserved.Contains(unique) || !taken.Add(unique); number++)
            unique = name + number.ToString(CultureInfo.InvariantCulture);
        return unique;
    }

    /// <summary>A text as an identifier of C#, its words one behind the other with capitals; empty if it has no letter or digit.</summary>
    /// <param name="text">The text.</param>
    public static string Identifier(string text)
    {
        var name = new StringBuilder();
        foreach (var word in WordsOf(text))
        {
            if (name.Length + word.Length > Longest && name.Length > 0)
                break;
            name.Append(char.ToUpperInvariant(word[0])).Append(IsShouted(word) ? word[1..].ToLowerInvariant() : word[1..]);
        }

        if (name.Length > Longest)
            name.Length = Longest;
        if (name.Length > 0 && !char.IsLetter(name[0]))
            name.Insert(0, "No");
        return name.ToString();
    }

    /// <summary>A name as words for people: "petId" is "Pet ID".</summary>
    /// <param name="text">The name.</param>
    public static string InWords(string text)
    {
        var words = WordsOf(text).Select(word => word.ToUpperInvariant() switch
        {
            "ID" or "URL" or "URI" or "API" or "SKU" or "IP" or "VAT" or "IBAN" or "BIC" or "PDF" or "CSV" or "SSH" or "JSON" or "UUID" => word.ToUpperInvariant(),
            "IDS" or "URLS" => word[..^1].ToUpperInvariant() + "s",
            _ => word.Length > 1 && IsShouted(word) && word.Length <= 4 ? word : word.ToLowerInvariant(),
        }).ToList();
        if (words.Count == 0)
            return text.Trim();
        words[0] = char.ToUpperInvariant(words[0][0]) + words[0][1..];
        return string.Join(' ', words);
    }

    private static bool IsShouted(string word) => word.Length > 1 && word.All(letter => !char.IsLower(letter)) && word.Any(char.IsUpper);

    /// <summary>The words of a name: at what is no letter or digit, and where a capital begins one.</summary>
    private static List<string> WordsOf(string text)
    {
        List<string> words = [];
        var word = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (!char.IsLetter(letter) && !char.IsAsciiDigit(letter))
            {
                // An apostrophe does not end a word.
                if (letter is not ('\'' or '’'))
                    End();
                continue;
            }

            var begins = char.IsUpper(letter) && word.Length > 0
                && (!char.IsUpper(word[^1]) || (i + 1 < text.Length && char.IsLower(text[i + 1]) && !(text[i + 1] == 's' && (i + 2 == text.Length || !char.IsLower(text[i + 2])))));
            if (begins)
                End();
            word.Append(letter);
        }

        End();
        return words;

        void End()
        {
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
        }
    }
}
