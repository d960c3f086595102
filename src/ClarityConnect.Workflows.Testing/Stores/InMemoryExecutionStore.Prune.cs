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

    private int PruneInbox(DateTimeOffset before, int limit)
    {
        var old = _tables.Inbox.Values
            .Where(m => m.State == MessageState.Consumed ? m.Message.ReceivedAt < before : m.State == MessageState.Waiting && m.Message.ExpiresAt < before)
            .Take(limit)
            .ToList();
        foreach (var stored in old)
        {
            _tables.Inbox.Remove(stored.Message.Id);
            _tables.Events.Remove((stored.Message.Source, stored.Message.EventId));
        }

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
        var old = _tables.History.Values.Where(i => i.Row.FinishedAt < before && !needed.Contains(i.Row.Id)).Take(limit).ToList();
        foreach (var stored in old)
        {
            _tables.History.Remove(stored.Row.Id);
            _tables.Executions.Remove(stored.Row.Id);
            _tables.Journal.Remove(stored.Row.Id);
            foreach (var payload in _tables.Payloads.Values) payload.UsedBy.Remove(stored.Row.Id);
        }

        return old.Count;
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
