using ClarityConnect.Workflows.Sdk.Failures;
using Quartz;

namespace ClarityConnect.Workflows.Engine.Schedules;

/// <summary>The due times of a cron expression in a time zone.</summary>
public sealed class DueTimes
{
    private readonly CronExpression expression;

    private DueTimes(CronExpression expression) => this.expression = expression;

    /// <summary>Reads a cron expression.</summary>
    /// <param name="cron">Five fields, or six or seven with seconds first. "?" and "*" mean the same for day and weekday.</param>
    /// <param name="timeZone">The IANA time zone.</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: the expression or the zone is not valid.</exception>
    public static DueTimes Parse(string cron, string timeZone)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone))
            throw new ActivityException(FailureKind.InvalidData, $"There is no time zone '{timeZone}'. Use an IANA name such as Europe/London.");
        var fields = cron.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length == 5)
            fields = ["0", .. fields];
        // The library wants exactly one of day and weekday to be "?", which the cron of other products does not know.
        if (fields.Length >= 6 && fields[3] != "?" && fields[5] != "?")
            fields[fields[5] == "*" ? 5 : 3] = fields[5] == "*" || fields[3] == "*" ? "?" : fields[3];
        if (fields.Length >= 6 && fields[5] is not ("?" or "*"))
            fields[5] = FromSundayZero(fields[5], cron);
        try
        {
            return new DueTimes(new CronExpression(string.Join(' ', fields), zone));
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or SchedulerException)
        {
            throw new ActivityException(
                FailureKind.InvalidData,
                $"'{cron}' is not a cron expression: {exception.Message} Write five fields (minute, hour, day, month, weekday), or six with seconds first.",
                exception);
        }
    }

    /// <summary>The first due time after a moment; null if there is none.</summary>
    /// <param name="after">The moment.</param>
    public DateTimeOffset? Next(DateTimeOffset after) => expression.GetNextValidTimeAfter(after);

    /// <summary>Cron counts weekdays from Sunday = 0 (and 7); the library from Sunday = 1.</summary>
    private static string FromSundayZero(string field, string cron)
    {
        var result = new System.Text.StringBuilder();
        for (var i = 0; i < field.Length; i++)
        {
            var isStep = i > 0 && field[i - 1] is '/' or '#';
            if (!char.IsAsciiDigit(field[i]) || isStep)
            {
                result.Append(field[i]);
                continue;
            }

            var day = field[i] - '0';
            if (day > 7 || (i + 1 < field.Length && char.IsAsciiDigit(field[i + 1])))
                throw new ActivityException(FailureKind.InvalidData, $"'{cron}' is not a cron expression: weekdays go from 0 (Sunday) to 6, or 7 for Sunday.");
            result.Append((day % 7) + 1);
        }

        return result.ToString();
    }
}
