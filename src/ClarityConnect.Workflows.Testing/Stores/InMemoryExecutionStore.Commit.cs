using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Queue;

namespace ClarityConnect.Workflows.Testing.Stores;

public sealed partial class InMemoryExecutionStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<bool>> CommitAsync(IReadOnlyList<BurstCommit> commits, CancellationToken cancellationToken)
    {
        lock (tables.Gate) return Task.FromResult<IReadOnlyList<bool>>([.. commits.Select(Commit)]);
    }

    private bool Commit(BurstCommit commit)
    {
        var id = commit.Instance.Id;
        if (!tables.Instances.TryGetValue(id, out var stored)
            || stored.Fence != commit.Fence
            || stored.LeaseOwner is null
            || stored.BurstNumber >= commit.BurstNumber)
        {
            return false;
        }

        stored.Row = commit.Instance;
        stored.BurstNumber = commit.BurstNumber;
        stored.Claims = 0;
        stored.Checkpoint = commit.Checkpoint.ToArray();
        if (commit.ReleasesLease) stored.LeaseOwner = null;
        foreach (var item in commit.DoneWorkItems) tables.WorkItems.Remove(item);
        foreach (var bookmark in commit.RemovedBookmarks) RemoveBookmark(bookmark);
        WriteReadTables(commit);
        if (InMemoryTables.IsFinal(commit.Instance.Status)) MoveToHistory(stored);
        else AddWork(commit);
        foreach (var message in commit.Messages) tables.Ingest(message);
        return true;
    }

    private void AddWork(BurstCommit commit)
    {
        foreach (var bookmark in commit.NewBookmarks) tables.Bookmarks.Add(bookmark.Id, new StoredBookmark(bookmark));
        foreach (var item in commit.NewWorkItems) AddWorkItem(item);
        foreach (var effect in commit.Effects) tables.Effects[(effect.InstanceId, effect.Key)] = effect;
    }

    private void RemoveBookmark(string bookmarkId)
    {
        tables.Bookmarks.Remove(bookmarkId);
        foreach (var item in tables.WorkItems.Values.Where(i => i.Kind == WorkItemKind.Due && i.BookmarkId == bookmarkId).ToList())
            tables.WorkItems.Remove(item.Id);
    }

    private void WriteReadTables(BurstCommit commit)
    {
        var id = commit.Instance.Id;
        if (!tables.Executions.TryGetValue(id, out var executions)) tables.Executions.Add(id, executions = []);
        foreach (var row in commit.Executions) executions[row.Number] = row with { Details = InMemoryTables.Copy(row.Details) };
        if (!tables.Journal.TryGetValue(id, out var journal)) tables.Journal.Add(id, journal = []);
        foreach (var entry in commit.Journal) journal.Add(entry.Sequence, entry with { Details = InMemoryTables.Copy(entry.Details) });
        foreach (var payload in commit.Payloads)
        {
            if (!tables.Payloads.TryGetValue(payload.Hash, out var stored))
                tables.Payloads.Add(payload.Hash, stored = new StoredPayload(payload.Content.ToArray()));
            stored.LastUsedAt = tables.Now;
            stored.UsedBy.Add(id);
        }

        foreach (var letter in commit.DeadLetters) tables.DeadLetters[letter.Id] = letter with { Attempts = letter.Attempts.ToArray() };
        foreach (var (letterId, resolution) in commit.ResolvedDeadLetters)
        {
            if (tables.DeadLetters.TryGetValue(letterId, out var letter) && letter.ResolvedAt is null)
                tables.DeadLetters[letterId] = letter with { ResolvedAt = commit.Instance.UpdatedAt, Resolution = resolution };
        }
    }

    private void MoveToHistory(StoredInstance stored)
    {
        var id = stored.Row.Id;
        stored.LeaseOwner = null;
        tables.Instances.Remove(id);
        tables.History.Add(id, stored);
        foreach (var item in tables.WorkItems.Values.Where(item => item.InstanceId == id).ToList()) tables.WorkItems.Remove(item.Id);
        foreach (var bookmark in tables.Bookmarks.Values.Where(bookmark => bookmark.Row.InstanceId == id).ToList())
            tables.Bookmarks.Remove(bookmark.Row.Id);
        foreach (var effect in tables.Effects.Keys.Where(effect => effect.InstanceId == id).ToList()) tables.Effects.Remove(effect);
    }
}
