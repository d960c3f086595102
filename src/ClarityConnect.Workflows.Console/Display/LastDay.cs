using System.Globalization;

namespace ClarityConnect.Workflows.Console.Display;

/// <summary>The last day on which something works, as a form sends it.</summary>
internal static class LastDay
{
    /// <summary>Reads the day; the thing works to its end.</summary>
    /// <param name="text">The day; empty for one that never comes.</param>
    /// <param name="expiresAt">From when on it does not work any longer (UTC); null for never.</param>
    /// <returns>What is wrong with it; null if nothing is.</returns>
    public static string? Read(string? text, out DateTimeOffset? expiresAt)
    {
        expiresAt = null;
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day == DateOnly.MaxValue)
            return "The last day is no date. Write it as 2030-12-31.";
        expiresAt = new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return null;
    }

    /// <summary>The day for the form again; null for never.</summary>
    /// <param name="expiresAt">From when on it does not work any longer.</param>
    public static string? Of(DateTimeOffset? expiresAt) => expiresAt is { } end ? Text.IsoDay(DateOnly.FromDateTime(end.UtcDateTime.AddTicks(-1))) : null;
}
