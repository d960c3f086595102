using ClarityConnect.Workflows.Engine.Instances;

namespace ClarityConnect.Workflows.Testing.Stores;

public sealed partial class InMemoryExecutionStore
{
    /// <inheritdoc/>
    public Task<int> PruneAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
        {
            return Task.FromResult(
                PruneInbox(before, limit) + PruneDeadLetters(before, limit) + PruneHistory(before, limit) + PrunePayloads(before, limit));
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> DeleteAsync(IReadOnlyList<string> instanceIds, CancellationToken cancellationToken)
    {
        lock (_tables.Gate) return Task.FromResult<IReadOnlyList<string>>([.. instanceIds.Where(Delete)]);
    }

    private bool Delete(string id)
    {
        if (!_tables.History.TryGetValue(id, out var finished)) return false;
        if (finished.Row is { Status: InstanceStatus.Faulted, ParentInstanceId: not null }) return false;
        RemoveFromHistory(id);
        foreach (var letter in _tables.DeadLetters.Values.Where(letter => letter.InstanceId == id).ToList()) _tables.DeadLetters.Remove(letter.Id);
        foreach (var stored in _tables.Inbox.Values.Where(stored => stored.Message.InstanceId == id).ToList()) Forget(stored);
        return true;
    }

    private void Forget(StoredMessage stored)
    {
        _tables.Inbox.Remove(stored.Message.Id);
        _tables.Events.Remove((stored.Message.Source, stored.Message.EventId));
    }

    private int PruneInbox(DateTimeOffset before, int limit)
    {
        var old = _tables.Inbox.Values
            .Where(m => m.State == MessageState.Consumed ? m.Message.ReceivedAt < before : m.State == MessageState.Waiting && m.Message.ExpiresAt < before)
            .Take(limit)
            .ToList();
        foreach (var stored in old) Forget(stored);

        return old.Count;
    }

    private int PruneDeadLetters(DateTimeOffset before, int limit)
    {
        var old = _tables.DeadLetters.Values.Where(letter => letter.ResolvedAt < before).Take(limit).ToList();
        foreach (var letter in old) _tables.DeadLetters.Remove(letter.Id);
        return old.Count;
    }

    private int PruneHistory(DateTimeOffset before, int limit)
    {
        // An open dead letter needs its instance to go on, however old it is.
        var needed = _tables.DeadLetters.Values.Where(letter => letter.ResolvedAt is null).Select(letter => letter.InstanceId).ToHashSet();
        var old = _tables.History.Values
            .Where(i => (i.KeptUntil is { } until ? until < _tables.Now : i.Row.FinishedAt < before) && !needed.Contains(i.Row.Id))
            .Take(limit)
            .ToList();
        foreach (var stored in old) RemoveFromHistory(stored.Row.Id);
        return old.Count;
    }

    private void RemoveFromHistory(string id)
    {
        _tables.History.Remove(id);
        _tables.Executions.Remove(id);
        _tables.Journal.Remove(id);
        foreach (var payload in _tables.Payloads.Values) payload.UsedBy.Remove(id);
    }

    private int PrunePayloads(DateTimeOffset before, int limit)
    {
        // The databases touch a payload once a day at most, so a younger one may be in use by a commit under way.
        var unused = before < _tables.Now.AddDays(-2) ? before : _tables.Now.AddDays(-2);
        var old = _tables.Payloads.Where(p => p.Value.UsedBy.Count == 0 && p.Value.LastUsedAt < unused).Take(limit).ToList();
        foreach (var (hash, _) in old) _tables.Payloads.Remove(hash);
        return old.Count;
    }
}
