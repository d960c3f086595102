using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Sdk.Canonical.Dates;

/// <summary>Which business day a moment belongs to, where the business is.</summary>
public static class BusinessDays
{
    private static readonly TimeOnly Noon = new(12, 0);

    /// <summary>Finds a time zone.</summary>
    /// <param name="name">Its IANA name, such as "America/New_York"; empty for UTC.</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Misconfigured"/>: there is no such zone.</exception>
    public static TimeZoneInfo Zone(string? name) => string.IsNullOrWhiteSpace(name) ? TimeZoneInfo.Utc
        : TimeZoneInfo.TryFindSystemTimeZoneById(name.Trim(), out var zone) ? zone
        : throw new ActivityException(FailureKind.Misconfigured, $"There is no time zone '{name}'. Give its IANA name, such as Europe/London or America/New_York.");

    /// <summary>The business day of a moment.</summary>
    /// <param name="moment">The moment.</param>
    /// <param name="zone">Where the business is.</param>
    /// <param name="cutOff">
    /// When a business day ends: before noon, such as 04:00, the hours before it belong to the day before; from noon on, such as 17:00, the hours
    /// from it on belong to the next day. Midnight for calendar days.
    /// </param>
    public static DateOnly Of(DateTimeOffset moment, TimeZoneInfo zone, TimeOnly cutOff = default)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone);
        var (day, time) = (DateOnly.FromDateTime(local.DateTime), TimeOnly.FromDateTime(local.DateTime));
        return cutOff < Noon
            ? time < cutOff ? day.AddDays(-1) : day
            : time >= cutOff ? day.AddDays(1) : day;
    }
}
