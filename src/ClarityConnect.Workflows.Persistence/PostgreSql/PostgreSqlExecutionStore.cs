using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Persistence.Execution;
using Npgsql;
using static ClarityConnect.Workflows.Persistence.PostgreSql.PostgreSqlStatements;

namespace ClarityConnect.Workflows.Persistence.PostgreSql;

/// <summary>
/// The execution tables on PostgreSQL. Statements are in <c>Sql/</c>, go to the server in batches, and take rows as arrays, so that a batch of
/// a hundred bursts costs as many round trips as one.
/// </summary>
/// <param name="source">The connections.</param>
/// <param name="time">Decides which waiting messages have expired.</param>
public sealed partial class PostgreSqlExecutionStore(NpgsqlDataSource source, TimeProvider time) : IExecutionStore
{
    /// <inheritdoc/>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var statements = new PostgreSqlStatements(connection).Add("ReadNextDue");
        await using var reader = await statements.ReadAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return reader.MomentOrNull(0);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Payload>> LoadPayloadsAsync(IReadOnlyList<string> hashes, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var statements = new PostgreSqlStatements(connection).Add("ReadPayloads", Texts(hashes));
        await using var reader = await statements.ReadAsync(cancellationToken);
        return await reader.ListAsync(row => new Payload(row.GetString(0), row.GetFieldValue<byte[]>(1)), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> EnqueueAsync(WorkItem item, CancellationToken cancellationToken)
    {
        // An instance that moves to the history just now is in neither table for this statement's snapshot; the second look sees it.
        return await TryEnqueueAsync(item, cancellationToken) || await TryEnqueueAsync(item, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> CancelAsync(IReadOnlyList<Cancellation> cancellations, CancellationToken cancellationToken)
    {
        if (cancellations.Count == 0) return [];
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var statements = new PostgreSqlStatements(connection);
        statements.AddRows("CancelInstances", cancellations, ExecutionRows.Cancellations).AddNotice();
        return await ReadIdsAsync(statements, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> DeleteAsync(IReadOnlyList<string> instanceIds, CancellationToken cancellationToken)
    {
        if (instanceIds.Count == 0) return [];
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var statements = new PostgreSqlStatements(connection).Add("DeleteInstances", Texts(instanceIds));
        return await ReadIdsAsync(statements, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task ReleaseAsync(IReadOnlyList<(string InstanceId, long Fence)> leases, CancellationToken cancellationToken)
    {
        if (leases.Count == 0) return;
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var statements = new PostgreSqlStatements(connection);
        statements.AddRows("ReleaseLeases", leases, c => c.Text("id", l => l.InstanceId).Long("fence", l => l.Fence)).AddNotice();
        await statements.ExecuteAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<int> HeartbeatAsync(string nodeId, DateTimeOffset expiresAt, bool isNew, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var statements = new PostgreSqlStatements(connection)
            .Add(isNew ? "RegisterNode" : "RenewNode", Value(nodeId), Moment(expiresAt), Moment(time.GetUtcNow()));
        await using var reader = await statements.ReadAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return reader.GetInt32(0);
    }

    /// <inheritdoc/>
    public async Task<int> RescueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using (var nodes = new PostgreSqlStatements(connection).Begin().Add("DeleteExpiredNodes", Moment(now)))
            await nodes.ExecuteAsync(cancellationToken);

        int freed;
        await using (var leases = new PostgreSqlStatements(connection).Add("FreeLeases")) freed = await leases.ExecuteAsync(cancellationToken);
        await using var end = new PostgreSqlStatements(connection);
        if (freed > 0) end.Add("NotifyWork");
        if (now == DateTimeOffset.MaxValue) end.Add("FreeSchedules");
        await end.Commit().ExecuteAsync(cancellationToken);
        return freed;
    }

    /// <inheritdoc/>
    public async Task<int> PruneAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        // A payload is touched at most once a day, so a younger one may be in use by a commit under way.
        var unused = time.GetUtcNow().AddDays(-2);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var statements = new PostgreSqlStatements(connection)
            .Add("PruneInbox", Moment(before), Value(limit))
            .Add("PruneDeadLetters", Moment(before), Value(limit))
            .Add("PruneHistory", Moment(before), Value(limit), Moment(time.GetUtcNow()))
            .Add("PrunePayloads", Moment(before < unused ? before : unused), Value(limit));
        return await statements.ExecuteAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<string>> ReadIdsAsync(PostgreSqlStatements statements, CancellationToken cancellationToken)
    {
        await using var reader = await statements.ReadAsync(cancellationToken);
        var ids = await reader.ListAsync(row => row.GetString(0), cancellationToken);
        await reader.EndAsync(cancellationToken);
        return ids;
    }

    private async Task<bool> TryEnqueueAsync(WorkItem item, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var statements = new PostgreSqlStatements(connection)
            .Add(
                "EnqueueWorkItem",
                Value(item.Id),
                Value(item.InstanceId),
                Value((short)item.Kind),
                Moment(item.DueAt),
                OrNull(item.BookmarkId),
                OrNull(item.InboxMessageId),
                OrNull(item.ExecutionNumber),
                OrNull(item.Data?.ToArray()))
            .Add("NotifyWork");
        await using var reader = await statements.ReadAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var exists = reader.GetBoolean(0);
        await reader.EndAsync(cancellationToken);
        return exists;
    }
}
