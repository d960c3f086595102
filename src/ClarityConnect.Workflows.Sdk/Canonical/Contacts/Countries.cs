using System.Collections.Frozen;
using System.Text;

namespace ClarityConnect.Workflows.Sdk.Canonical.Contacts;

/// <summary>Finds countries by any of the ways in which people write them.</summary>
public static class Countries
{
    private static readonly FrozenDictionary<string, string> ByName = Read();

    /// <summary>Finds the code of a country.</summary>
    /// <param name="text">An alpha-2 or alpha-3 code or an English name, in any case, such as "uk", "GBR" or "United Kingdom".</param>
    /// <returns>The ISO 3166-1 alpha-2 code; null where no country is called so.</returns>
    public static string? CodeOf(string? text) => text is null ? null : ByName.GetValueOrDefault(Key(text));

    /// <summary>Letters only, without accents and a leading "the": what two ways of writing the same name have in common.</summary>
    internal static string Key(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var character in PlainLetters.Of(text))
        {
            if (char.IsLetter(character))
                key.Append(char.ToUpperInvariant(character));
            else if (char.IsWhiteSpace(character) && key.Length == 3 && key.ToString() == "THE")
                key.Clear();
            else if (character == '&')
                key.Append("AND");
        }

        return key.ToString();
    }

    private static FrozenDictionary<string, string> Read()
    {
        var names = new Dictionary<string, string>();
        foreach (var row in CountryData.Rows.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var cells = row.Split('|');
            foreach (var name in cells)
                names.TryAdd(Key(name), cells[0]);
        }

        return names.ToFrozenDictionary();
    }
}
