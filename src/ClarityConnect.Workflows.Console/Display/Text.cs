using System.Globalization;
using System.Text;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Console.Display;

/// <summary>How times, amounts and data are written for people.</summary>
internal static class Text
{
    private static readonly JsonSerializerOptions Indented = new(WorkflowJson.Options) { WriteIndented = true };

    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy, HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    public static string ExactMoment(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy, HH:mm:ss.fff 'UTC'", CultureInfo.InvariantCulture);

    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Day(DateOnly date) => date.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"4 Jul 2026".</summary>
    public static string ShortDay(DateOnly date) => date.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"2026-07-04".</summary>
    public static string IsoDay(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>An amount with its currency's digits and thousands apart: "$1,234.50", "−$3.00", "1,234.50 EUR".</summary>
    public static string Amount(decimal amount, string currency)
    {
        var digits = Math.Abs(amount).ToString($"N{Currency.MinorDigits(currency)}", CultureInfo.InvariantCulture);
        var sign = amount < 0 ? "−" : "";
        return currency == "USD" ? $"{sign}${digits}" : $"{sign}{digits} {currency}";
    }

    public static string Duration(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 0.0005 } => "under 1 ms",
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0} ms"),
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s"),
        { TotalHours: < 1 } => $"{duration.Minutes} min {duration.Seconds} s",
        { TotalDays: < 1 } => $"{duration.Hours} h {duration.Minutes} min",
        _ => $"{duration.Days} d {duration.Hours} h",
    };

    /// <summary>A number of things in words: "1 run", "2 runs".</summary>
    public static string Count(int count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many ?? one + "s")}");

    public static string Indent(JsonElement json) => JsonSerializer.Serialize(json, Indented);

    /// <summary>"OutcomeUnknown" as "Outcome unknown".</summary>
    public static string InWords(string name)
    {
        var words = new StringBuilder(name.Length + 4);
        foreach (var character in name)
        {
            if (words.Length > 0 && char.IsUpper(character))
                words.Append(' ').Append(char.ToLowerInvariant(character));
            else
                words.Append(character);
        }

        return words.ToString();
    }
}
