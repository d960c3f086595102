using System.Text;
using System.Text.RegularExpressions;

namespace ClarityConnect.Workflows.Sdk.Canonical.Contacts;

/// <summary>Brings telephone numbers into the form of E.164: a plus, the calling code, the number, no spaces.</summary>
public static partial class PhoneNumbers
{
    private const int Shortest = 7;
    private const int Longest = 15;

    /// <summary>Normalises a number.</summary>
    /// <param name="text">The number as somebody typed it: "020 7946 0958", "+44 (0)20 7946 0958", "(212) 555-0123 x12", "00353 1 234 5678".</param>
    /// <param name="defaultCountry">The country of numbers without a calling code, ISO 3166-1 alpha-2 or name; GB, US, CA and IE are known.</param>
    public static PhoneNumber Normalise(string? text, string? defaultCountry = null)
    {
        var trimmed = (text ?? "").Trim();
        if (trimmed.Length == 0)
            return new PhoneNumber(null, null, null);
        var extension = Extension().Match(trimmed);
        var body = extension.Success ? trimmed[..extension.Index] : trimmed;
        if (!Written().IsMatch(body))
            return new PhoneNumber(trimmed, null, $"'{trimmed}' is no telephone number: it holds more than digits, spaces and ( ) - . / +.");
        var country = Countries.CodeOf(defaultCountry);
        var plan = PhonePlan.Of(country);
        // "+44 (0)20": the trunk prefix is shown for callers within the country.
        var digits = Digits(HasPlus(body) ? ShownTrunk().Replace(body, "") : body);
        var international = HasPlus(body) ? digits
            : plan is not null && digits.StartsWith(plan.International, StringComparison.Ordinal) ? digits[plan.International.Length..]
            : plan is null && digits.StartsWith("00", StringComparison.Ordinal) ? digits[2..]
            : null;
        var number = international is not null ? International(international) : National(digits, plan);
        if (number is not null)
            return new PhoneNumber(number, extension.Success ? extension.Groups["digits"].Value : null, null);
        return new PhoneNumber(trimmed, null, plan is null && international is null
            ? $"'{trimmed}' has no calling code, and no country with known numbers is given. Write it as +44…, or give the country."
            : international is null
                ? $"'{trimmed}' is no telephone number of {country}. One looks as {plan!.Example}."
                : $"'{trimmed}' is no telephone number: after the plus come a calling code and a number of that country, 7 to 15 digits together.");
    }

    private static string? International(string digits)
    {
        if (PhonePlan.All.FirstOrDefault(plan => digits.StartsWith(plan.CallingCode, StringComparison.Ordinal)) is { } plan)
        {
            var national = digits[plan.CallingCode.Length..];
            if (plan.Trunk == "0" && national.StartsWith('0'))
                national = national[1..];
            return plan.National.IsMatch(national) ? $"+{plan.CallingCode}{national}" : null;
        }

        return digits.Length is >= Shortest and <= Longest && digits[0] != '0' ? $"+{digits}" : null;
    }

    private static string? National(string digits, PhonePlan? plan)
    {
        if (plan is null)
            return null;
        var national = digits.StartsWith(plan.Trunk, StringComparison.Ordinal) && (plan.Trunk == "0" || digits.Length == 11) ? digits[plan.Trunk.Length..] : digits;
        if (plan.National.IsMatch(national))
            return $"+{plan.CallingCode}{national}";
        // Spreadsheets drop the plus.
        return digits.StartsWith(plan.CallingCode, StringComparison.Ordinal) && plan.National.IsMatch(digits[plan.CallingCode.Length..]) ? $"+{digits}" : null;
    }

    private static bool HasPlus(string text) => text.Contains('+');

    private static string Digits(string text)
    {
        var digits = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (char.IsAsciiDigit(character))
                digits.Append(character);
        }

        return digits.ToString();
    }

    [GeneratedRegex(@"\s*(?:x|ext\.?|extension|#)\s*(?<digits>[0-9]{1,7})\s*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Extension();

    [GeneratedRegex(@"\A\s*(?:tel\.?:?\s*)?[\s(]*\+?[0-9\s().\-/\u00A0\u2010-\u2013]+\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Written();

    [GeneratedRegex(@"\(\s*0\s*\)")]
    private static partial Regex ShownTrunk();
}
