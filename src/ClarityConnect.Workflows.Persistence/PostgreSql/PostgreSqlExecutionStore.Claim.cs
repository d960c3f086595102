using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Queue;
using Npgsql;
using static ClarityConnect.Workflows.Persistence.PostgreSql.PostgreSqlStatements;

namespace ClarityConnect.Workflows.Persistence.PostgreSql;

public sealed partial class PostgreSqlExecutionStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<ClaimedInstance>> ClaimAsync(string nodeId, DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        ClaimAsync("ClaimInstances", nodeId, now, Value(limit), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ClaimedInstance>> ClaimAsync(
        string nodeId, DateTimeOffset now, IReadOnlyList<string> instanceIds, CancellationToken cancellationToken) =>
        instanceIds.Count == 0 ? [] : await ClaimAsync("ClaimGivenInstances", nodeId, now, Texts(instanceIds), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RelayedInstance>> RelayAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var statements = new PostgreSqlStatements(connection).Add("RelayInstances", Moment(now), Value(limit));
        await using var reader = await statements.ReadAsync(cancellationToken);
        return await reader.ListAsync(row => new RelayedInstance(row.GetString(1), row.GetString(0)), cancellationToken);
    }

    private async Task<IReadOnlyList<ClaimedInstance>> ClaimAsync(
        string statement, string nodeId, DateTimeOffset now, NpgsqlParameter which, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var claimed = await TakeLeasesAsync(connection, statement, nodeId, now, which, cancellationToken);
        await using var statements = new PostgreSqlStatements(connection);
        if (claimed.Count == 0)
        {
            // Not rolled back: a claim by id that finds nothing due has still used up the message.
            await statements.Commit().ExecuteAsync(cancellationToken);
            return [];
        }

        statements.Add("ReadDueWorkItems", Texts(claimed.Select(c => c.Instance.Id)), Moment(now)).Commit();
        ILookup<string, WorkItem> items;
        await using (var reader = await statements.ReadAsync(cancellationToken))
        {
            items = (await reader.ListAsync(ReadItem, cancellationToken)).ToLookup(item => item.InstanceId, StringComparer.Ordinal);
            await reader.EndAsync(cancellationToken);
        }

        // Another worker may have done the work after our statement began and before it locked the row.
        var idle = claimed.Where(c => !items.Contains(c.Instance.Id)).Select(c => (c.Instance.Id, c.Fence)).ToList();
        await ReleaseAsync(idle, cancellationToken);
        return
        [
            .. claimed
                .Where(c => items.Contains(c.Instance.Id))
                .Select(c => c with { Items = [.. items[c.Instance.Id]] })
                .OrderBy(c => c.Items[0].DueAt)
                .ThenBy(c => c.Items[0].Id, StringComparer.Ordinal),
        ];
    }

    private static async Task<List<ClaimedInstance>> TakeLeasesAsync(
        NpgsqlConnection connection, string statement, string nodeId, DateTimeOffset now, NpgsqlParameter which, CancellationToken cancellationToken)
    {
        await using var statements = new PostgreSqlStatements(connection)
            .Begin()
            .Add(statement, Value(nodeId), Moment(now), which);
        await using var reader = await statements.ReadAsync(cancellationToken);
        return await reader.ListAsync(ReadInstance, cancellationToken);
    }

    private static ClaimedInstance ReadInstance(NpgsqlDataReader row) => new(
        new InstanceRow
        {
            Id = row.GetString(0),
            DefinitionId = row.GetString(1),
            DefinitionVersionId = row.GetString(2),
            Version = row.GetInt32(3),
            Status = (InstanceStatus)row.GetInt16(4),
            CorrelationId = row.TextOrNull(5),
            Name = row.TextOrNull(6),
            ParentInstanceId = row.TextOrNull(7),
            IncidentCount = row.GetInt32(8),
            CreatedAt = row.Moment(9),
            UpdatedAt = row.Moment(10),
        },
        row.GetInt64(11),
        row.GetInt32(12),
        row.GetInt32(13),
        row.BytesOrNull(14),
        []);

    private static WorkItem ReadItem(NpgsqlDataReader row) => new()
    {
        Id = row.GetString(0),
        InstanceId = row.GetString(1),
        Kind = (WorkItemKind)row.GetInt16(2),
        DueAt = row.Moment(3),
        BookmarkId = row.TextOrNull(4),
        InboxMessageId = row.TextOrNull(5),
        ExecutionNumber = row.NumberOrNull(6),
        Data = row.BytesOrNull(7),
        Payload = row.BytesOrNull(8),
    };
}
