using System.Text.RegularExpressions;

namespace ClarityConnect.Workflows.Sdk.Canonical.Contacts;

/// <summary>Writes postcodes as their country does, and says whether they can exist.</summary>
public static partial class PostalCodes
{
    /// <summary>Brings a postcode into its country's form: "sw1a1aa" is "SW1A 1AA" in GB, "123456789" is "12345-6789" in the US.</summary>
    /// <param name="text">The postcode as somebody typed it.</param>
    /// <param name="countryCode">The country, ISO 3166-1 alpha-2; null where it is not known, which keeps the code as it is but for spaces and case.</param>
    /// <returns>The postcode; null where there is none.</returns>
    public static string? Normalise(string? text, string? countryCode)
    {
        var spaced = Spaces().Replace(text ?? "", " ").Trim().ToUpperInvariant();
        if (spaced.Length == 0)
            return null;
        var bare = Separators().Replace(spaced, "");
        var written = countryCode switch
        {
            "GB" or "GG" or "JE" or "IM" when bare.Length is >= 5 and <= 7 => $"{bare[..^3]} {bare[^3..]}",
            "US" or "PR" when bare.Length == 9 => $"{bare[..5]}-{bare[5..]}",
            "US" or "PR" => bare,
            "CA" when bare.Length == 6 => $"{bare[..3]} {bare[3..]}",
            "IE" when bare.Length == 7 => $"{bare[..3]} {bare[3..]}",
            _ => null,
        };
        return written is not null && IsValid(written, countryCode) ? written : spaced;
    }

    /// <summary>Whether a normalised postcode can exist. Countries whose rules are not known here accept anything.</summary>
    /// <param name="postalCode">The postcode, as <see cref="Normalise"/> gives it.</param>
    /// <param name="countryCode">The country, ISO 3166-1 alpha-2.</param>
    public static bool IsValid(string postalCode, string? countryCode) => countryCode switch
    {
        "GB" or "GG" or "JE" or "IM" => British().IsMatch(postalCode),
        "US" or "PR" => Zip().IsMatch(postalCode),
        "CA" => Canadian().IsMatch(postalCode),
        "IE" => Eircode().IsMatch(postalCode),
        _ => true,
    };

    /// <summary>How a postcode of a country looks, for error texts; null where the rules are not known here.</summary>
    /// <param name="countryCode">The country, ISO 3166-1 alpha-2.</param>
    internal static string? Example(string? countryCode) => countryCode switch
    {
        "GB" or "GG" or "JE" or "IM" => "SW1A 1AA",
        "US" or "PR" => "10014 or 10014-2718",
        "CA" => "K1A 0B1",
        "IE" => "D02 X285",
        _ => null,
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[\s\-]")]
    private static partial Regex Separators();

    [GeneratedRegex(@"\A(?:GIR 0AA|BFPO [0-9]{1,4}|(?:[A-PR-UWYZ][0-9]{1,2}|[A-PR-UWYZ][A-HK-Y][0-9]{1,2}|[A-PR-UWYZ][0-9][A-HJKPS-UW]|[A-PR-UWYZ][A-HK-Y][0-9][ABEHMNPRV-Y]) [0-9][ABD-HJLNP-UW-Z]{2})\z")]
    private static partial Regex British();

    [GeneratedRegex(@"\A[0-9]{5}(?:-[0-9]{4})?\z")]
    private static partial Regex Zip();

    [GeneratedRegex(@"\A[ABCEGHJ-NPRSTVXY][0-9][ABCEGHJ-NPRSTV-Z] [0-9][ABCEGHJ-NPRSTV-Z][0-9]\z")]
    private static partial Regex Canadian();

    [GeneratedRegex(@"\A(?:[AC-FHKNPRTV-Y][0-9]{2}|D6W) [0-9AC-FHKNPRTV-Y]{4}\z")]
    private static partial Regex Eircode();
}
