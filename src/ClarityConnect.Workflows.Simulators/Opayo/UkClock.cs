namespace ClarityConnect.Workflows.Simulators.Opayo;

/// <summary>
/// The clock on the wall in London, by the rules in force since 1996 (summer time from the last Sunday of March to the last Sunday of October,
/// both at 01:00 UTC), written out so that nothing depends on the machine's time zone data.
/// </summary>
internal static class UkClock
{
    public static DateTime Local(DateTimeOffset moment) => moment.UtcDateTime + (IsSummer(moment.UtcDateTime) ? TimeSpan.FromHours(1) : TimeSpan.Zero);

    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(Local(moment));

    /// <summary>The moment at which the wall shows a time; of the hour that comes twice the second, of the hour that is skipped the one after.</summary>
    public static DateTimeOffset At(DateTime local)
    {
        var winter = new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), TimeSpan.Zero);
        var summer = winter.AddHours(-1);
        return Local(winter) == local ? winter : Local(summer) == local ? summer : winter;
    }

    private static bool IsSummer(DateTime utc) => utc >= LastSunday(utc.Year, 3) && utc < LastSunday(utc.Year, 10);

    private static DateTime LastSunday(int year, int month)
    {
        var last = new DateTime(year, month, 31, 1, 0, 0, DateTimeKind.Utc);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
