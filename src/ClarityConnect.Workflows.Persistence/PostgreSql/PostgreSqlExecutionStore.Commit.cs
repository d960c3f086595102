using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Payloads;
using Npgsql;
using static ClarityConnect.Workflows.Persistence.PostgreSql.PostgreSqlStatements;

namespace ClarityConnect.Workflows.Persistence.PostgreSql;

public sealed partial class PostgreSqlExecutionStore
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<bool>> CommitAsync(IReadOnlyList<BurstCommit> commits, CancellationToken cancellationToken)
    {
        if (commits.Count == 0) return [];
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var held = await LockAsync(connection, commits, cancellationToken);
        await using var statements = new PostgreSqlStatements(connection);
        var written = commits.Where(commit => held.Contains(commit.Instance.Id)).ToList();
        if (written.Count == 0) statements.Rollback();
        else AddBursts(statements, written);
        await statements.ExecuteAsync(cancellationToken);
        return [.. commits.Select(commit => held.Contains(commit.Instance.Id))];
    }

    private static async Task<HashSet<string>> LockAsync(
        NpgsqlConnection connection, IReadOnlyList<BurstCommit> commits, CancellationToken cancellationToken)
    {
        await using var statements = new PostgreSqlStatements(connection)
            .Begin()
            .AddRows("LockInstances", commits, c => c.Text(b => b.Instance.Id).Long(b => b.Fence).Number(b => b.BurstNumber));
        await using var reader = await statements.ReadAsync(cancellationToken);
        return (await reader.ListAsync(row => row.GetString(0), cancellationToken)).ToHashSet(StringComparer.Ordinal);
    }

    private void AddBursts(PostgreSqlStatements statements, List<BurstCommit> bursts)
    {
        var finished = bursts.Where(b => IsFinal(b.Instance.Status)).ToList();
        var going = bursts.Where(b => !IsFinal(b.Instance.Status)).ToList();
        AddInstances(statements, going, finished);
        AddRemovals(statements, going, finished);
        AddWork(statements, going);
        AddReadRows(statements, bursts);
        AddPayloads(statements, bursts);
        var messages = bursts.SelectMany(b => b.Messages).ToList();
        if (messages.Count > 0) AddIngestions(statements, messages);
        if (going.Exists(b => b.ReleasesLease && b.NewWorkItems.Count > 0)) statements.Add("NotifyWork");
        statements.Commit();
    }

    private static bool IsFinal(InstanceStatus status) => status is InstanceStatus.Finished or InstanceStatus.Cancelled or InstanceStatus.Faulted;

    private static void AddInstances(PostgreSqlStatements statements, List<BurstCommit> going, List<BurstCommit> finished)
    {
        statements.AddRows("UpdateInstances", going, c => c
            .Text(b => b.Instance.Id)
            .Text(b => b.Instance.DefinitionVersionId)
            .Number(b => b.Instance.Version)
            .Short(b => (short)b.Instance.Status)
            .Text(b => b.Instance.CorrelationId)
            .Text(b => b.Instance.Name)
            .Number(b => b.Instance.IncidentCount)
            .Moment(b => b.Instance.UpdatedAt)
            .Number(b => b.BurstNumber)
            .Bytes(b => b.Checkpoint)
            .Flag(b => b.ReleasesLease));
        statements.AddRows("FinishInstances", finished, c => c
            .Text(b => b.Instance.Id)
            .Text(b => b.Instance.DefinitionId)
            .Text(b => b.Instance.DefinitionVersionId)
            .Number(b => b.Instance.Version)
            .Short(b => (short)b.Instance.Status)
            .Text(b => b.Instance.CorrelationId)
            .Text(b => b.Instance.Name)
            .Text(b => b.Instance.ParentInstanceId)
            .Number(b => b.Instance.IncidentCount)
            .Moment(b => b.Instance.CreatedAt)
            .Moment(b => b.Instance.UpdatedAt)
            .MomentOrNull(b => b.Instance.FinishedAt)
            .Long(b => b.Fence)
            .Number(b => b.BurstNumber)
            .Bytes(b => b.Checkpoint));
    }

    private static void AddRemovals(PostgreSqlStatements statements, List<BurstCommit> going, List<BurstCommit> finished)
    {
        var bookmarks = going.SelectMany(b => b.RemovedBookmarks).ToList();
        if (bookmarks.Count > 0)
        {
            var owners = going.Where(b => b.RemovedBookmarks.Count > 0).Select(b => b.Instance.Id);
            statements.Add("DeleteBookmarks", Texts(bookmarks)).Add("DeleteDueWorkItems", Texts(owners), Texts(bookmarks));
        }

        var done = going.SelectMany(b => b.DoneWorkItems).ToList();
        if (done.Count > 0) statements.Add("DeleteWorkItems", Texts(done));
        if (finished.Count == 0) return;
        var ids = finished.ConvertAll(b => b.Instance.Id);
        statements
            .Add("DeleteBookmarksOfInstances", Texts(ids))
            .Add("DeleteWorkItemsOfInstances", Texts(ids))
            .Add("DeleteEffectsOfInstances", Texts(ids));
    }

    private void AddPayloads(PostgreSqlStatements statements, List<BurstCommit> bursts)
    {
        var used = bursts.SelectMany(b => b.Payloads, (b, payload) => (Payload: payload, b.Instance.Id)).ToList();
        if (used.Count == 0) return;

        // Each once and in one order: two batches may store the same values at the same time.
        List<Payload> payloads = [.. used.Select(u => u.Payload).DistinctBy(p => p.Hash).OrderBy(p => p.Hash, StringComparer.Ordinal)];
        statements
            .Add("UpsertPayloads", [.. new Columns<Payload>(payloads).Text(p => p.Hash).Bytes(p => p.Content).ToParameters(), Moment(time.GetUtcNow())])
            .AddRows("InsertPayloadReferences", used, c => c.Text(u => u.Payload.Hash).Text(u => u.Id));
    }
}
