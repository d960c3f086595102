using System.Globalization;
using System.Text.RegularExpressions;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Sdk.Canonical.Dates;

/// <summary>
/// A way of writing dates as business users name it: "MM/DD/YYYY", "DD.MM.YYYY HH:mm", "D MMM YYYY", or "ISO". YYYY or YY is the year, MM or M the
/// month, MMM or MMMM its English name, DD or D the day, HH or H the hour of 24, hh or h of 12 with tt, mm the minute, ss the second, zzz the offset.
/// </summary>
public sealed partial class DateFormat
{
    /// <summary>ISO 8601: 2026-03-31, with a time 2026-03-31T17:05:00, with an offset 2026-03-31T17:05:00+02:00.</summary>
    public const string Iso = "ISO";

    private static readonly string[] IsoDates = ["yyyy-MM-dd", "yyyyMMdd"];

    private static readonly string[] IsoTimes =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm", "yyyyMMdd'T'HHmmss"];

    private readonly string pattern;

    private DateFormat(string name, string pattern, bool isIso)
    {
        Name = name;
        this.pattern = pattern;
        IsIso = isIso;
        HasTime = !isIso && pattern.AsSpan().IndexOfAny('H', 'h') >= 0;
        HasOffset = !isIso && pattern.Contains('z', StringComparison.Ordinal);
    }

    /// <summary>The format as it was given.</summary>
    public string Name { get; }

    /// <summary>Whether it is <see cref="Iso"/>, which takes a time and an offset or leaves them out.</summary>
    public bool IsIso { get; }

    /// <summary>Whether the format has hours; ISO has them where the value has.</summary>
    public bool HasTime { get; }

    private bool HasOffset { get; }

    private string Example => IsIso ? "2026-03-31" : new DateTimeOffset(2026, 3, 31, 17, 5, 0, TimeSpan.Zero).ToString(pattern, CultureInfo.InvariantCulture);

    /// <summary>Reads a format.</summary>
    /// <param name="format">The format; empty for <see cref="Iso"/>.</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Misconfigured"/>: it is no date format.</exception>
    public static DateFormat Of(string? format)
    {
        var name = (format ?? "").Trim();
        if (name.Length == 0 || name.Equals(Iso, StringComparison.OrdinalIgnoreCase) || name.Equals("YYYY-MM-DD", StringComparison.OrdinalIgnoreCase))
            return new DateFormat(name.Length == 0 ? Iso : name, IsoDates[0], isIso: true);
        // Capital MM is the month and small mm the minute; for all else either is meant.
        var pattern = name.Replace('Y', 'y').Replace('D', 'd').Replace("SS", "ss", StringComparison.Ordinal).Replace("TT", "tt", StringComparison.Ordinal);
        // "mm/dd/yyyy": nobody writes minutes first.
        if (!pattern.Contains('M', StringComparison.Ordinal) && !pattern.Contains('h', StringComparison.OrdinalIgnoreCase))
            pattern = pattern.Replace('m', 'M');
        if (!Allowed().IsMatch(pattern) || !pattern.Contains('y', StringComparison.Ordinal) || !pattern.Contains('M', StringComparison.Ordinal) || !pattern.Contains('d', StringComparison.Ordinal))
            throw new ActivityException(FailureKind.Misconfigured, $"'{format}' is no date format. Write it with YYYY, MM and DD, such as MM/DD/YYYY, or as ISO.");
        return new DateFormat(name, Quoted().Replace(pattern, "'$0'"), isIso: false);
    }

    /// <summary>Reads a date.</summary>
    /// <param name="text">The date in this format.</param>
    /// <param name="zone">The time zone of times that carry no offset.</param>
    /// <returns>The moment, in its own offset or else the zone's; midnight where there is no time.</returns>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>, naming value and format.</exception>
    public ReadDate Read(string? text, TimeZoneInfo zone)
    {
        var value = (text ?? "").Trim();
        const DateTimeStyles Styles = DateTimeStyles.AllowWhiteSpaces;
        if (IsIso)
        {
            if (DateTime.TryParseExact(value, IsoDates, CultureInfo.InvariantCulture, Styles, out var day))
                return new ReadDate(In(zone, day), HasTime: false);
            if (DateTime.TryParseExact(value, IsoTimes, CultureInfo.InvariantCulture, Styles, out var local))
                return new ReadDate(In(zone, local), HasTime: true);
            if (IsoStart().IsMatch(value) && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, Styles, out var moment))
                return new ReadDate(moment, HasTime: true);
        }
        else if (HasOffset && DateTimeOffset.TryParseExact(value, pattern, CultureInfo.InvariantCulture, Styles, out var moment))
        {
            return new ReadDate(moment, HasTime);
        }
        else if (!HasOffset && DateTime.TryParseExact(value, pattern, CultureInfo.InvariantCulture, Styles, out var local))
        {
            return new ReadDate(In(zone, local), HasTime);
        }

        throw new ActivityException(
            FailureKind.InvalidData,
            value.Length == 0 ? $"The date is empty. A date as {Name} is needed, such as {Example}." : $"'{value}' is not a date as {Name}, such as {Example}. Correct the value, or choose the format that it has.");
    }

    /// <summary>Writes a date.</summary>
    /// <param name="moment">The moment, in the offset of the zone wanted.</param>
    /// <param name="withTime">Whether ISO writes the time and offset too.</param>
    public string Write(DateTimeOffset moment, bool withTime) =>
        moment.ToString(IsIso && withTime ? "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz" : pattern, CultureInfo.InvariantCulture);

    private static DateTimeOffset In(TimeZoneInfo zone, DateTime local)
    {
        var time = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        // A time that the clocks skip in spring is the one that a clock which was not put forward would show.
        if (zone.IsInvalidTime(time))
            return TimeZoneInfo.ConvertTime(new DateTimeOffset(time, zone.GetUtcOffset(time.AddDays(-1))), zone);
        return new DateTimeOffset(time, zone.GetUtcOffset(time));
    }

    [GeneratedRegex(@"\A(?:y{2}|y{4}|M{1,4}|d{1,4}|H{1,2}|h{1,2}|m{1,2}|s{1,2}|f{1,7}|F{1,7}|t{1,2}|z{1,3}|[T /.,:\-])+\z")]
    private static partial Regex Allowed();

    // A slash and a colon alone would be the culture's own separators.
    [GeneratedRegex(@"[T/:,]")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:")]
    private static partial Regex IsoStart();
}
