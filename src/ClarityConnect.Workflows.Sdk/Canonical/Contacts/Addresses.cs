using System.Text.RegularExpressions;

namespace ClarityConnect.Workflows.Sdk.Canonical.Contacts;

/// <summary>
/// Brings addresses into one form: spaces, capitals, country and state codes, postcodes. Doing it twice changes nothing more, and what is not
/// understood stays as it came.
/// </summary>
public static partial class Addresses
{
    // Words that are not written like names where a whole line came in capitals.
    private static readonly HashSet<string> Capitals = ["PO", "NE", "NW", "SE", "SW", "II", "III", "IV", "UK", "USA", "RD2", "BFPO", "HMS"];
    private static readonly HashSet<string> Small = ["of", "on", "upon", "the", "and", "in", "le", "la", "by"];

    /// <summary>Normalises an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="defaultCountry">The country of addresses that name none, by code or name; null to leave it open.</param>
    public static NormalisedAddress Normalise(Address address, string? defaultCountry = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        var problems = new List<string>();
        var given = Trimmed(address.CountryCode);
        var country = Countries.CodeOf(given ?? defaultCountry);
        if (country is null && (given ?? Trimmed(defaultCountry)) is { } unknown)
            problems.Add($"Country: '{unknown}' is no country. Give its name or two-letter code, such as GB.");
        var lines = new[] { address.Line1, address.Line2, address.Line3 }.Select(Cased).Where(line => line is not null).ToList();
        var region = Region(address.Region, country, problems);
        var postalCode = PostalCodes.Normalise(address.PostalCode, country);
        if (postalCode is not null && !PostalCodes.IsValid(postalCode, country))
            problems.Add($"Postcode: '{postalCode}' is no postcode of {country}. One looks as {PostalCodes.Example(country)}.");
        return new NormalisedAddress(
            new Address
            {
                Name = Trimmed(address.Name),
                Line1 = lines.Count > 0 ? lines[0] : null,
                Line2 = lines.Count > 1 ? lines[1] : null,
                Line3 = lines.Count > 2 ? lines[2] : null,
                City = Cased(address.City),
                Region = region,
                PostalCode = postalCode,
                CountryCode = country ?? given,
            },
            problems);
    }

    /// <summary>One space between words and none around; null where nothing is left.</summary>
    /// <param name="text">The text.</param>
    internal static string? Trimmed(string? text) => Spaces().Replace(text ?? "", " ").Trim() is { Length: > 0 } trimmed ? trimmed : null;

    /// <summary>As <see cref="Trimmed"/>; a line all in capitals or all in small letters gets a capital for each word. One that mixes them is left alone.</summary>
    /// <param name="text">The text.</param>
    internal static string? Cased(string? text)
    {
        if (Trimmed(text) is not { } trimmed || (trimmed.Any(char.IsLower) && trimmed.Any(char.IsUpper)))
            return Trimmed(text);
        var words = trimmed.Split(' ');
        for (var i = 0; i < words.Length; i++)
            words[i] = Word(words[i].ToUpperInvariant(), isFirst: i == 0);
        return string.Join(' ', words);
    }

    private static string Word(string word, bool isFirst)
    {
        if (Capitals.Contains(word.Trim('.', ',')) || word.Any(char.IsDigit))
            return Ordinal().IsMatch(word) ? word.ToLowerInvariant() : word;
        var lower = word.ToLowerInvariant();
        if (!isFirst && Small.Contains(lower))
            return lower;
        var letters = lower.ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            // After an apostrophe only where one letter comes before it: O'Brien, but St Mary's.
            if (i == 0 || letters[i - 1] is '-' or '(' or '/' or '.' || (letters[i - 1] is '\'' or '’' && i == 2))
                letters[i] = word[i];
        }

        return new string(letters);
    }

    private static string? Region(string? text, string? country, List<string> problems)
    {
        if (Trimmed(text) is not { } region)
            return null;
        if (!Regions.HaveCodes(country))
            return region.Length <= 3 ? region.ToUpperInvariant() : Cased(region);
        if (Regions.CodeOf(region, country) is { } code)
            return code;
        problems.Add($"State: '{region}' is no {(country == "US" ? "state" : "province")} of {country}. Give its name or two-letter code.");
        return region;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\A[0-9]+(?:ST|ND|RD|TH)[.,]?\z")]
    private static partial Regex Ordinal();
}
