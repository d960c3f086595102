using ClarityConnect.Workflows.Engine.Activation;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Schedules;
using ClarityConnect.Workflows.Persistence.Execution;
using ClarityConnect.Workflows.Sdk.Triggers;
using Npgsql;
using static ClarityConnect.Workflows.Persistence.PostgreSql.PostgreSqlStatements;

namespace ClarityConnect.Workflows.Persistence.PostgreSql;

public sealed partial class PostgreSqlExecutionStore
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<ScheduleRow>> ClaimSchedulesAsync(
        DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var statements = new PostgreSqlStatements(connection).Add("ClaimSchedules", Moment(now), Moment(until), Value(limit));
        await using var reader = await statements.ReadAsync(cancellationToken);
        var schedules = await reader.ListAsync(ReadSchedule, cancellationToken);
        return [.. schedules.OrderBy(schedule => schedule.NextDueAt).ThenBy(schedule => schedule.Id, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IngestOutcome>?> CompleteScheduleAsync(ScheduleCompletion completion, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using (var update = new PostgreSqlStatements(connection).Begin().Add(
            "CompleteSchedule",
            Value(completion.Schedule.Id),
            Value(completion.Schedule.Fence),
            OrNull(completion.NextDueAt?.ToUniversalTime()),
            OrNull(completion.Cursor?.ToArray()),
            Value(completion.Failures),
            OrNull(PostgreSqlText.Storable(completion.LastError))))
        {
            if (await update.ExecuteAsync(cancellationToken) < 1)
            {
                await using var nothing = new PostgreSqlStatements(connection).Rollback();
                await nothing.ExecuteAsync(cancellationToken);
                return null;
            }
        }

        await using var statements = new PostgreSqlStatements(connection);
        statements.AddIngestions(completion.Ingestions);
        await using var reader = await statements.Commit().ReadAsync(cancellationToken);
        var stored = await reader.ListAsync(ReadStored, cancellationToken);
        await reader.EndAsync(cancellationToken);
        return IngestOutcomes.Of(completion.Ingestions, stored);
    }

    private static ScheduleRow ReadSchedule(NpgsqlDataReader row) => new()
    {
        Id = row.GetString(0),
        DefinitionId = row.GetString(1),
        DefinitionVersionId = row.GetString(2),
        Version = row.GetInt32(3),
        ActivityId = row.GetString(4),
        Cron = row.TextOrNull(5),
        Interval = row.IsDBNull(6) ? null : TimeSpan.FromTicks(row.GetInt64(6)),
        At = row.MomentOrNull(7),
        TimeZone = row.GetString(8),
        Misfire = (MisfirePolicy)row.GetInt16(9),
        IsPoll = row.GetBoolean(10),
        NextDueAt = row.MomentOrNull(11),
        Cursor = row.BytesOrNull(12),
        Failures = row.GetInt32(13),
        LastError = row.TextOrNull(14),
        Fence = row.GetInt64(15),
        Activation = (ActivationStrategy)row.GetInt16(16),
    };
}
