using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Engine.Snapshots;

namespace ClarityConnect.Workflows.Testing.Stores;

public sealed partial class InMemoryExecutionStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<BurstCommit> commits, CancellationToken cancellationToken)
    {
        lock (_tables.Gate) return Task.FromResult<IReadOnlyList<CommitOutcome>>([.. commits.Select(Commit)]);
    }

    /// <inheritdoc/>
    public Task<SnapshotOutcome> ImportAsync(BurstCommit instance, CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
        {
            var id = instance.Instance.Id;
            if (_tables.Instances.ContainsKey(id) || _tables.History.ContainsKey(id)) return Task.FromResult(SnapshotOutcome.Exists);
            if (instance.NewBookmarks.Any(bookmark => _tables.Bookmarks.ContainsKey(bookmark.Id))
                || instance.NewWorkItems.Any(item => _tables.WorkItems.ContainsKey(item.Id))
                || instance.DeadLetters.Any(letter => _tables.DeadLetters.ContainsKey(letter.Id)))
            {
                return Task.FromResult(SnapshotOutcome.Refused);
            }

            _tables.Instances.Add(id, new StoredInstance { Row = instance.Instance, LeaseOwner = "import", Fence = instance.Fence });
            Commit(instance);
            return Task.FromResult(SnapshotOutcome.Written);
        }
    }

    private CommitOutcome Commit(BurstCommit commit)
    {
        var id = commit.Instance.Id;
        if (!_tables.Instances.TryGetValue(id, out var stored)
            || stored.Fence != commit.Fence
            || stored.LeaseOwner is null
            || stored.BurstNumber >= commit.BurstNumber)
        {
            return CommitOutcome.LeaseLost;
        }

        stored.Row = commit.Instance;
        stored.BurstNumber = commit.BurstNumber;
        stored.Claims = 0;
        stored.Checkpoint = commit.Checkpoint.ToArray();
        if (commit.ReleasesLease) stored.LeaseOwner = null;
        foreach (var item in commit.DoneWorkItems) _tables.WorkItems.Remove(item);
        foreach (var bookmark in commit.RemovedBookmarks) RemoveBookmark(bookmark);
        WriteReadTables(commit);
        stored.KeptUntil = commit.KeptUntil;
        if (InMemoryTables.IsFinal(commit.Instance.Status)) MoveToHistory(stored);
        else AddWork(commit);
        foreach (var cancellation in commit.Cancellations) Cancel(cancellation);
        if (commit.IsDeleted) Delete(id);
        foreach (var message in commit.Messages) _tables.Ingest(message);
        return !commit.ReleasesLease && _tables.WorkItems.Values.Any(item => item.InstanceId == id && item.Kind == WorkItemKind.Cancel)
            ? CommitOutcome.CancelRequested
            : CommitOutcome.Written;
    }

    private void AddWork(BurstCommit commit)
    {
        foreach (var bookmark in commit.NewBookmarks) _tables.Bookmarks.Add(bookmark.Id, new StoredBookmark(bookmark));
        foreach (var item in commit.NewWorkItems) AddWorkItem(item);
        foreach (var effect in commit.Effects) _tables.Effects[(effect.InstanceId, effect.Key)] = effect;
    }

    private void RemoveBookmark(string bookmarkId)
    {
        _tables.Bookmarks.Remove(bookmarkId);
        foreach (var item in _tables.WorkItems.Values.Where(i => i.Kind == WorkItemKind.Due && i.BookmarkId == bookmarkId).ToList())
            _tables.WorkItems.Remove(item.Id);
    }

    private void WriteReadTables(BurstCommit commit)
    {
        var id = commit.Instance.Id;
        if (!_tables.Executions.TryGetValue(id, out var executions)) _tables.Executions.Add(id, executions = []);
        foreach (var row in commit.Executions) executions[row.Number] = row with { Details = InMemoryTables.Copy(row.Details) };
        if (!_tables.Journal.TryGetValue(id, out var journal)) _tables.Journal.Add(id, journal = []);
        foreach (var entry in commit.Journal) journal.Add(entry.Sequence, entry with { Details = InMemoryTables.Copy(entry.Details) });
        foreach (var payload in commit.Payloads)
        {
            if (!_tables.Payloads.TryGetValue(payload.Hash, out var stored))
                _tables.Payloads.Add(payload.Hash, stored = new StoredPayload(payload.Content.ToArray()));
            stored.LastUsedAt = _tables.Now;
            stored.UsedBy.Add(id);
        }

        foreach (var letter in commit.DeadLetters) _tables.DeadLetters[letter.Id] = letter with { Attempts = letter.Attempts.ToArray() };
        foreach (var (letterId, resolution) in commit.ResolvedDeadLetters)
        {
            if (_tables.DeadLetters.TryGetValue(letterId, out var letter) && letter.ResolvedAt is null)
                _tables.DeadLetters[letterId] = letter with { ResolvedAt = commit.Instance.UpdatedAt, Resolution = resolution };
        }
    }

    private void MoveToHistory(StoredInstance stored)
    {
        var id = stored.Row.Id;
        stored.LeaseOwner = null;
        stored.ActivationKey = null;
        _tables.Instances.Remove(id);
        _tables.History.Add(id, stored);
        foreach (var item in _tables.WorkItems.Values.Where(item => item.InstanceId == id).ToList()) _tables.WorkItems.Remove(item.Id);
        foreach (var bookmark in _tables.Bookmarks.Values.Where(bookmark => bookmark.Row.InstanceId == id).ToList())
            _tables.Bookmarks.Remove(bookmark.Row.Id);
        foreach (var effect in _tables.Effects.Keys.Where(effect => effect.InstanceId == id).ToList()) _tables.Effects.Remove(effect);
    }
}
