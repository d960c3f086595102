namespace ClarityConnect.Workflows.Simulators.Day;

/// <summary>
/// A United States time zone with the rules in force since 2007 (daylight time from the second Sunday of March to the first
/// Sunday of November), written out so that a generated day does not depend on the machine's time zone data.
/// </summary>
/// <param name="IanaName">E.g. "America/New_York".</param>
/// <param name="StandardOffsetHours">Hours from UTC in winter.</param>
public sealed record UsTimeZone(string IanaName, int StandardOffsetHours)
{
    /// <summary>New York.</summary>
    public static UsTimeZone Eastern { get; } = new("America/New_York", -5);

    /// <summary>Chicago.</summary>
    public static UsTimeZone Central { get; } = new("America/Chicago", -6);

    /// <summary>Los Angeles.</summary>
    public static UsTimeZone Pacific { get; } = new("America/Los_Angeles", -8);

    /// <summary>The instant of a local wall clock time after 03:00, with the offset that holds on that day.</summary>
    public DateTimeOffset At(DateOnly day, TimeOnly clock)
    {
        var daylight = day >= Sunday(day.Year, 3, 2) && day < Sunday(day.Year, 11, 1);
        return new DateTimeOffset(day, clock, TimeSpan.FromHours(StandardOffsetHours + (daylight ? 1 : 0)));
    }

    private static DateOnly Sunday(int year, int month, int nth)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays(((7 - (int)first.DayOfWeek) % 7) + (7 * (nth - 1)));
    }
}
