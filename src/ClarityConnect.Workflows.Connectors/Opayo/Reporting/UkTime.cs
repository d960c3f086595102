using System.Globalization;

namespace ClarityConnect.Workflows.Connectors.Opayo.Reporting;

/// <summary>Opayo's reports speak of the clock on the wall in London, without saying so.</summary>
internal static class UkTime
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    private static readonly string[] Formats = ["dd/MM/yyyy HH:mm:ss.FFFFFFF", "dd/MM/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm", "dd/MM/yyyy"];

    /// <summary>A moment as the reports take it.</summary>
    public static string Write(DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, London).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A moment as the reports give it; null where it is none. Of the hour that comes twice in October, the second is meant.</summary>
    public static DateTimeOffset? Read(string? text)
    {
        if (!DateTime.TryParseExact((text ?? "").Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return null;
        return new DateTimeOffset(local, London.GetUtcOffset(local));
    }
}
