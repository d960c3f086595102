using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Engine.Snapshots;
using ClarityConnect.Workflows.Persistence.Execution;
using ClarityConnect.Workflows.Persistence.Inbox;
using Microsoft.Data.SqlClient;
using static ClarityConnect.Workflows.Persistence.SqlServer.SqlServerStatements;

namespace ClarityConnect.Workflows.Persistence.SqlServer;

public sealed partial class SqlServerExecutionStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<ClaimedInstance>> ClaimAsync(string nodeId, DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        ClaimAsync("ClaimInstances", nodeId, now, () => Number("@limit", limit), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ClaimedInstance>> ClaimAsync(
        string nodeId, DateTimeOffset now, IReadOnlyList<string> instanceIds, CancellationToken cancellationToken) =>
        instanceIds.Count == 0 ? [] : await ClaimAsync("ClaimGivenInstances", nodeId, now, () => Ids(instanceIds), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RelayedInstance>> RelayAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        InTransactionAsync<IReadOnlyList<RelayedInstance>>(
            async statements => await statements.ReadAsync(
                "RelayInstances",
                row => new RelayedInstance(row.GetString(1), row.GetString(0)),
                cancellationToken,
                Moment("@now", now),
                Number("@limit", limit)),
            cancellationToken);

    private Task<IReadOnlyList<ClaimedInstance>> ClaimAsync(
        string statement, string nodeId, DateTimeOffset now, Func<SqlParameter> which, CancellationToken cancellationToken) =>
        InTransactionAsync<IReadOnlyList<ClaimedInstance>>(
            async statements =>
            {
                var claimed = await statements.ReadAsync(
                    statement, SqlServerReading.Instance, cancellationToken, Text("@node_id", nodeId), Moment("@now", now), which());
                if (claimed.Count == 0) return [];
                var items = (await statements.ReadAsync(
                        "ReadDueWorkItems", SqlServerReading.Item, cancellationToken, Ids(claimed.ConvertAll(c => c.Instance.Id)), Moment("@now", now)))
                    .ToLookup(item => item.InstanceId, StringComparer.Ordinal);

                // Another worker may have done the work between the two looks.
                var idle = claimed.Where(c => !items.Contains(c.Instance.Id)).ToList();
                statements.AddRows("ReleaseLeases", idle, c => c.Text("id", i => i.Instance.Id).Long("fence", i => i.Fence));
                await statements.ExecuteAsync(cancellationToken);
                return
                [
                    .. claimed
                        .Where(c => items.Contains(c.Instance.Id))
                        .Select(c => c with { Items = [.. items[c.Instance.Id]] })
                        .OrderBy(c => c.Items[0].DueAt)
                        .ThenBy(c => c.Items[0].Id, StringComparer.Ordinal),
                ];
            },
            cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<BurstCommit> commits, CancellationToken cancellationToken)
    {
        if (commits.Count == 0) return [];
        return await InTransactionAsync<IReadOnlyList<CommitOutcome>>(
            async statements =>
            {
                statements.AddRows("LockInstances", commits, ExecutionRows.Locks);
                var held = (await statements.ReadPendingAsync(row => (Id: row.GetString(0), IsCancelRequested: row.GetBoolean(1)), cancellationToken))
                    .ToDictionary(row => row.Id, row => row.IsCancelRequested, StringComparer.Ordinal);
                statements.AddBursts([.. commits.Where(commit => held.ContainsKey(commit.Instance.Id))], time.GetUtcNow());
                await statements.ExecuteAsync(cancellationToken);
                return CommitOutcomes.Of(commits, held);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<SnapshotOutcome> ImportAsync(BurstCommit instance, CancellationToken cancellationToken)
    {
        try
        {
            return await InTransactionAsync(
                async statements =>
                {
                    statements.AddRows("ImportInstances", [instance], ExecutionRows.Imported);
                    if ((await statements.ReadPendingAsync(row => row.GetString(0), cancellationToken)).Count == 0) return SnapshotOutcome.Exists;
                    statements.AddBursts([instance], time.GetUtcNow());
                    await statements.ExecuteAsync(cancellationToken);
                    return SnapshotOutcome.Written;
                },
                cancellationToken);
        }
        catch (SqlException exception) when (exception.Number is 547 or 2601 or 2627 or 2628 or 8152)
        {
            // Values that no column takes, or that break a rule of the tables.
            return SnapshotOutcome.Refused;
        }
    }

    /// <inheritdoc/>
    public Task<(int Taken, bool MadeWork)> CorrelateAsync(
        Func<IReadOnlyList<PendingMessage>, IReadOnlyList<Correlation>> decide, int limit, CancellationToken cancellationToken) =>
        InTransactionAsync(
            async statements =>
            {
                var taken = await statements.ReadAsync("TakeNewMessages", SqlServerReading.Message, cancellationToken, Number("@limit", limit));
                var waiting = await statements.ReadAsync(
                    "TakeWaitingMessages", SqlServerReading.Message, cancellationToken, Moment("@now", time.GetUtcNow()), Number("@limit", limit));
                taken = [.. taken.Concat(waiting).OrderBy(message => message.Message.Id, StringComparer.Ordinal).Take(limit)];
                if (taken.Count == 0) return (0, false);

                var (pending, locked) = await MatchAsync(statements, taken, cancellationToken);
                var states = taken.ToDictionary(message => message.Message.Id, message => message.State, StringComparer.Ordinal);
                var result = Correlating.Of(states, locked, decide(pending));
                statements.AddCorrelations(result);
                await statements.ExecuteAsync(cancellationToken);
                return (taken.Count, result.MadeWork);
            },
            cancellationToken);

    private static async Task<(List<PendingMessage> Pending, HashSet<string> Locked)> MatchAsync(
        SqlServerStatements statements, List<(InboxMessage Message, MessageState State)> taken, CancellationToken cancellationToken)
    {
        List<string> forTriggers = [.. taken.Where(m => m.State == MessageState.New && m.Message.InstanceId is null).Select(m => m.Message.Id)];
        var triggers = (await statements.ReadAsync("ReadMatchingTriggers", SqlServerReading.Trigger, cancellationToken, Ids(forTriggers)))
            .ToLookup(t => t.MessageId, t => t.Trigger, StringComparer.Ordinal);
        var found = await statements.ReadAsync(
            "LockMatchingBookmarks", SqlServerReading.Bookmark, cancellationToken, Ids(taken.ConvertAll(m => m.Message.Id)));
        var bookmarks = found.ToLookup(b => b.MessageId, b => b.Bookmark, StringComparer.Ordinal);
        return (
            taken.ConvertAll(m => new PendingMessage(m.Message, [.. triggers[m.Message.Id]], [.. bookmarks[m.Message.Id]])),
            found.Select(b => b.Bookmark.Id).ToHashSet(StringComparer.Ordinal));
    }
}
