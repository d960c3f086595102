namespace ClarityConnect.Workflows.Sdk.Triggers;

/// <summary>When a trigger fires: by cron expression, by interval, or once.</summary>
public sealed record Schedule
{
    private Schedule()
    {
    }

    /// <summary>A cron expression of five fields, or six with seconds first; null for an interval.</summary>
    public string? Cron { get; private init; }

    /// <summary>The time from one firing to the next; null for cron. The first firing is at once.</summary>
    public TimeSpan? Interval { get; private init; }

    /// <summary>The only moment of firing; null where it repeats.</summary>
    public DateTimeOffset? At { get; private init; }

    /// <summary>The IANA time zone that a cron expression is read in. Default "UTC".</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>What to do with due times that passed while nobody was up. Default <see cref="MisfirePolicy.RunOnce"/>.</summary>
    public MisfirePolicy Misfire { get; init; } = MisfirePolicy.RunOnce;

    /// <summary>Fires by a cron expression.</summary>
    /// <param name="expression">Five fields, or six with seconds first.</param>
    public static Schedule FromCron(string expression) => new() { Cron = expression };

    /// <summary>Fires again and again.</summary>
    /// <param name="interval">The time between firings; at least one second.</param>
    public static Schedule FromInterval(TimeSpan interval) => new() { Interval = interval };

    /// <summary>Fires once.</summary>
    /// <param name="moment">The moment; at once if it has passed.</param>
    public static Schedule Once(DateTimeOffset moment) => new() { At = moment };
}
