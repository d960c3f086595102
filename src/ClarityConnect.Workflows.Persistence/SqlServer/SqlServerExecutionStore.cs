using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Engine.Schedules;
using ClarityConnect.Workflows.Persistence.Execution;
using Microsoft.Data.SqlClient;
using static ClarityConnect.Workflows.Persistence.SqlServer.SqlServerStatements;

namespace ClarityConnect.Workflows.Persistence.SqlServer;

/// <summary>
/// The execution tables on SQL Server. Statements are in <c>Sql/</c> and take rows as JSON; where PostgreSQL skips locked rows, these read past
/// them. A transaction that the server chose as a deadlock's victim, or that lost a race for a unique key, is run again.
/// </summary>
/// <param name="options">The database.</param>
/// <param name="time">Decides which waiting messages have expired.</param>
public sealed partial class SqlServerExecutionStore(DatabaseOptions options, TimeProvider time) : IExecutionStore
{
    private const int Attempts = 5;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IngestOutcome>> IngestAsync(IReadOnlyList<Ingestion> ingestions, CancellationToken cancellationToken)
    {
        if (ingestions.Count == 0) return [];
        return await InTransactionAsync(statements => IngestAsync(statements, ingestions, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) =>
        InTransactionAsync(
            async statements => (await statements.ReadAsync("ReadNextDue", row => SqlServerReading.Moment(row, 0), cancellationToken)).Single(),
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Payload>> LoadPayloadsAsync(IReadOnlyList<string> hashes, CancellationToken cancellationToken) =>
        InTransactionAsync<IReadOnlyList<Payload>>(
            async statements => await statements.ReadAsync(
                "ReadPayloads", row => new Payload(row.GetString(0), row.GetFieldValue<byte[]>(1)), cancellationToken, Ids(hashes)),
            cancellationToken);

    /// <inheritdoc/>
    public Task<bool> EnqueueAsync(WorkItem item, CancellationToken cancellationToken) =>
        InTransactionAsync(
            async statements => (await statements.ReadAsync(
                "EnqueueWorkItem",
                row => row.GetBoolean(0),
                cancellationToken,
                Text("@id", item.Id),
                Text("@instance_id", item.InstanceId),
                Number("@kind", (int)item.Kind),
                Moment("@due_at", item.DueAt),
                Text("@bookmark_id", item.BookmarkId),
                Text("@inbox_message_id", item.InboxMessageId),
                Number("@execution_number", item.ExecutionNumber),
                Bytes("@data", item.Data))).Single(),
            cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> CancelAsync(IReadOnlyList<Cancellation> cancellations, CancellationToken cancellationToken)
    {
        if (cancellations.Count == 0) return [];
        return await InTransactionAsync(
            statements =>
            {
                statements.AddRows("CancelInstances", cancellations, ExecutionRows.Cancellations);
                return statements.ReadPendingAsync(row => row.GetString(0), cancellationToken);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> DeleteAsync(IReadOnlyList<string> instanceIds, CancellationToken cancellationToken) =>
        await InTransactionAsync(
            statements => statements.ReadAsync("DeleteInstances", row => row.GetString(0), cancellationToken, Ids(instanceIds)), cancellationToken);

    /// <inheritdoc/>
    public async Task ReleaseAsync(IReadOnlyList<(string InstanceId, long Fence)> leases, CancellationToken cancellationToken)
    {
        if (leases.Count == 0) return;
        await InTransactionAsync(
            async statements =>
            {
                statements.AddRows("ReleaseLeases", leases, c => c.Text("id", l => l.InstanceId).Long("fence", l => l.Fence));
                await statements.ExecuteAsync(cancellationToken);
                return true;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ScheduleRow>> ClaimSchedulesAsync(
        DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancellationToken) =>
        InTransactionAsync<IReadOnlyList<ScheduleRow>>(
            async statements =>
            {
                var claimed = await statements.ReadAsync(
                    "ClaimSchedules", SqlServerReading.Schedule, cancellationToken, Moment("@now", now), Moment("@until", until), Number("@limit", limit));
                return [.. claimed.OrderBy(schedule => schedule.NextDueAt).ThenBy(schedule => schedule.Id, StringComparer.Ordinal)];
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<IngestOutcome>?> CompleteScheduleAsync(ScheduleCompletion completion, CancellationToken cancellationToken) =>
        InTransactionAsync<IReadOnlyList<IngestOutcome>?>(
            async statements =>
            {
                var written = await statements.ExecuteAsync(
                    "CompleteSchedule",
                    cancellationToken,
                    Text("@id", completion.Schedule.Id),
                    Number("@fence", completion.Schedule.Fence),
                    Moment("@next_due_at", completion.NextDueAt),
                    Bytes("@cursor", completion.Cursor),
                    Number("@failures", completion.Failures),
                    Text("@last_error", completion.LastError));
                return written == 0 ? null : await IngestAsync(statements, completion.Ingestions, cancellationToken);
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<int> HeartbeatAsync(string nodeId, DateTimeOffset expiresAt, bool isNew, CancellationToken cancellationToken) =>
        InTransactionAsync(
            async statements => (await statements.ReadAsync(
                isNew ? "RegisterNode" : "RenewNode",
                row => row.GetInt32(0),
                cancellationToken,
                Text("@id", nodeId),
                Moment("@expires_at", expiresAt),
                Moment("@now", time.GetUtcNow()))).Single(),
            cancellationToken);

    /// <inheritdoc/>
    public Task<int> RescueAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        InTransactionAsync(
            async statements =>
            {
                await statements.ExecuteAsync("DeleteExpiredNodes", cancellationToken, Moment("@now", now));
                if (now == DateTimeOffset.MaxValue) await statements.ExecuteAsync("FreeSchedules", cancellationToken);
                return await statements.ExecuteAsync("FreeLeases", cancellationToken);
            },
            cancellationToken);

    /// <inheritdoc/>
    public async Task<int> PruneAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        // A payload is touched at most once a day, so a younger one may be in use by a commit under way.
        var unused = time.GetUtcNow().AddDays(-2);
        var removed = 0;
        foreach (var statement in (string[])["PruneInbox", "PruneDeadLetters", "PruneHistory"]) removed += await PruneAsync(statement, before);
        return removed + await PruneAsync("PrunePayloads", before < unused ? before : unused);

        Task<int> PruneAsync(string statement, DateTimeOffset age) =>
            InTransactionAsync(
                statements => statements.ExecuteAsync(
                    statement, cancellationToken, Moment("@before", age), Moment("@now", time.GetUtcNow()), Number("@limit", limit)),
                cancellationToken);
    }

    private static async Task<IReadOnlyList<IngestOutcome>> IngestAsync(
        SqlServerStatements statements, IReadOnlyList<Ingestion> ingestions, CancellationToken cancellationToken)
    {
        statements.AddIngestions(ingestions);
        var stored = await statements.ReadPendingAsync(row => (Id: row.GetString(0), IsRefused: row.GetBoolean(1)), cancellationToken);
        return IngestOutcomes.Of(ingestions, stored);
    }

    private async Task<T> InTransactionAsync<T>(Func<SqlServerStatements, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = new SqlConnection(options.ConnectionString);
                await connection.OpenAsync(cancellationToken);
                await using var transaction = (SqlTransaction)await connection.BeginTransactionAsync(cancellationToken);
                var result = await work(new SqlServerStatements(connection, transaction));
                await transaction.CommitAsync(cancellationToken);
                return result;
            }
            catch (SqlException exception) when (attempt < Attempts && exception.Number is (1205 or 2601 or 2627))
            {
                // The server rolled it back for another transaction's sake; the next attempt sees what that one wrote.
            }
        }
    }
}
