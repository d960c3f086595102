using System.Globalization;

namespace ClarityConnect.Workflows.Connectors.Heartland.Payroll;

/// <summary>Reads what people and payroll systems write into cells.</summary>
internal static class PayrollCell
{
    private static readonly string[] DateFormats = ["yyyy-MM-dd", "MM/dd/yyyy", "M/d/yyyy", "MM/dd/yy", "M/d/yy", "yyyyMMdd", "dd-MMM-yyyy", "d-MMM-yyyy", "yyyy-MM-dd'T'HH:mm:ss"];

    /// <summary>An amount: 1600, 1,600.00, $1,600.00, (20.00) and -20.00; null where it is none.</summary>
    public static decimal? Amount(string text, bool decimalComma)
    {
        var cleaned = string.Concat(text.Where(letter => !char.IsWhiteSpace(letter) && !char.IsSymbol(letter) || letter == '+'));
        var isNegative = cleaned is ['(', .., ')'];
        cleaned = isNegative ? cleaned[1..^1] : cleaned;
        var (thousands, point) = decimalComma ? ('.', ',') : (',', '.');
        if (!ThousandsFit(cleaned, thousands, point))
            return null;
        cleaned = cleaned.Replace(thousands.ToString(), "", StringComparison.Ordinal).Replace(point, '.');
        if (cleaned.EndsWith('-'))
            cleaned = "-" + cleaned[..^1];
        return decimal.TryParse(cleaned, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            ? isNegative ? -amount : amount
            : null;
    }

    /// <summary>A date; null where it is none.</summary>
    public static DateOnly? Date(string text, string? format) =>
        DateTime.TryParseExact(text.Trim(), format is null ? DateFormats : [format], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? DateOnly.FromDateTime(date) : null;

    /// <summary>A heading without capitals, spaces and punctuation.</summary>
    public static string Key(string heading) => string.Concat(heading.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    // 1,600.00 has its comma three digits before the point; 16,00 is written with a decimal comma and must not be read as 1600.
    private static bool ThousandsFit(string text, char thousands, char point)
    {
        var whole = text.Split(point)[0].TrimEnd('-');
        var groups = whole.Split(thousands);
        return groups.Length == 1 || (groups[0].TrimStart('-', '+').Length is >= 1 and <= 3 && groups.Skip(1).All(group => group.Length == 3));
    }
}
