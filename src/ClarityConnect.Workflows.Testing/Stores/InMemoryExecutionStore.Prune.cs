namespace ClarityConnect.Workflows.Testing.Stores;

public sealed partial class InMemoryExecutionStore
{
    /// <inheritdoc/>
    public Task<int> PruneAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        lock (tables.Gate)
        {
            return Task.FromResult(
                PruneInbox(before, limit) + PruneDeadLetters(before, limit) + PruneHistory(before, limit) + PrunePayloads(before, limit));
        }
    }

    private int PruneInbox(DateTimeOffset before, int limit)
    {
        var old = tables.Inbox.Values
            .Where(m => m.State == MessageState.Consumed ? m.Message.ReceivedAt < before : m.State == MessageState.Waiting && m.Message.ExpiresAt < before)
            .Take(limit)
            .ToList();
        foreach (var stored in old)
        {
            tables.Inbox.Remove(stored.Message.Id);
            tables.Events.Remove((stored.Message.Source, stored.Message.EventId));
        }

        return old.Count;
    }

    private int PruneDeadLetters(DateTimeOffset before, int limit)
    {
        var old = tables.DeadLetters.Values.Where(letter => letter.ResolvedAt < before).Take(limit).ToList();
        foreach (var letter in old) tables.DeadLetters.Remove(letter.Id);
        return old.Count;
    }

    private int PruneHistory(DateTimeOffset before, int limit)
    {
        // An open dead letter needs its instance to go on, however old it is.
        var needed = tables.DeadLetters.Values.Where(letter => letter.ResolvedAt is null).Select(letter => letter.InstanceId).ToHashSet();
        var old = tables.History.Values.Where(i => i.Row.FinishedAt < before && !needed.Contains(i.Row.Id)).Take(limit).ToList();
        foreach (var stored in old)
        {
            tables.History.Remove(stored.Row.Id);
            tables.Executions.Remove(stored.Row.Id);
            tables.Journal.Remove(stored.Row.Id);
            foreach (var payload in tables.Payloads.Values) payload.UsedBy.Remove(stored.Row.Id);
        }

        return old.Count;
    }

    private int PrunePayloads(DateTimeOffset before, int limit)
    {
        // The databases touch a payload once a day at most, so a younger one may be in use by a commit under way.
        var unused = before < tables.Now.AddDays(-2) ? before : tables.Now.AddDays(-2);
        var old = tables.Payloads.Where(p => p.Value.UsedBy.Count == 0 && p.Value.LastUsedAt < unused).Take(limit).ToList();
        foreach (var (hash, _) in old) tables.Payloads.Remove(hash);
        return old.Count;
    }
}
