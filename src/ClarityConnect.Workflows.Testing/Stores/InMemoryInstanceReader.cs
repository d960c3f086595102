using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Engine.Snapshots;

namespace ClarityConnect.Workflows.Testing.Stores;

/// <summary>What pages read, from the tables in memory.</summary>
public sealed class InMemoryInstanceReader : IInstanceReader
{
    private const int CountCap = 10_000;

    private readonly InMemoryTables _tables;

    internal InMemoryInstanceReader(InMemoryTables tables) => _tables = tables;

    /// <inheritdoc/>
    public Task<(InstanceRow Instance, ReadOnlyMemory<byte>? Checkpoint)?> FindAsync(string id, CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
        {
            var stored = _tables.Instances.GetValueOrDefault(id) ?? _tables.History.GetValueOrDefault(id);
            return Task.FromResult(stored is null ? ((InstanceRow, ReadOnlyMemory<byte>?)?)null : (stored.Shown, stored.Checkpoint));
        }
    }

    /// <inheritdoc/>
    public Task<InstanceSnapshot?> SnapshotAsync(string id, CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
        {
            var stored = _tables.Instances.GetValueOrDefault(id) ?? _tables.History.GetValueOrDefault(id);
            return Task.FromResult(stored is null ? null : new InstanceSnapshot
            {
                Instance = stored.Shown,
                BurstNumber = stored.BurstNumber,
                Checkpoint = stored.Checkpoint,
                Bookmarks = [.. _tables.Bookmarks.Values.Select(b => b.Row).Where(b => b.InstanceId == id).OrderBy(b => b.Id, StringComparer.Ordinal)],
                WorkItems = [.. _tables.WorkItems.Values.Where(i => i.InstanceId == id).OrderBy(i => i.Id, StringComparer.Ordinal)],
                Effects = [.. _tables.Effects.Values.Where(e => e.InstanceId == id).OrderBy(e => e.Key, StringComparer.Ordinal)],
                DeadLetters = [.. _tables.DeadLetters.Values.Where(l => l.InstanceId == id).OrderBy(l => l.Id, StringComparer.Ordinal)],
                Executions = _tables.Executions.TryGetValue(id, out var executions) ? [.. executions.Values] : [],
                Journal = _tables.Journal.TryGetValue(id, out var journal) ? [.. journal.Values] : [],
                Payloads =
                [
                    .. _tables.Payloads
                        .Where(p => p.Value.UsedBy.Contains(id))
                        .Select(p => new Payload(p.Key, p.Value.Content))
                        .OrderBy(p => p.Hash, StringComparer.Ordinal),
                ],
            });
        }
    }

    /// <inheritdoc/>
    public Task<(IReadOnlyList<InstanceRow> Items, int TotalCount)> ListAsync(InstanceFilter filter, CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
        {
            var found = _tables.Instances.Values.Concat(_tables.History.Values).Select(stored => stored.Shown).Where(row => Fits(row, filter)).ToList();
            IComparer<InstanceRow> order = Comparer<InstanceRow>.Create((a, b) => Compare(a, b, filter.OrderBy));
            var sorted = filter.Descending ? found.OrderDescending(order) : found.Order(order);
            return Task.FromResult<(IReadOnlyList<InstanceRow>, int)>(
                ([.. sorted.Skip(filter.Skip).Take(filter.Take)], Math.Min(found.Count, CountCap)));
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListIdsAsync(InstanceFilter filter, string? after, int take, CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
        {
            return Task.FromResult<IReadOnlyList<string>>([.. _tables.Instances.Values
                .Concat(_tables.History.Values)
                .Where(stored => Fits(stored.Shown, filter) && (after is null || string.CompareOrdinal(stored.Row.Id, after) > 0))
                .Select(stored => stored.Row.Id)
                .Order(StringComparer.Ordinal)
                .Take(take)]);
        }
    }

    /// <inheritdoc/>
    public Task<(IReadOnlyList<JournalRecord> Items, int TotalCount)> ReadJournalAsync(
        string instanceId,
        JournalFilter filter,
        int skip,
        int take,
        CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
        {
            var executions = _tables.Executions.GetValueOrDefault(instanceId) ?? [];
            var entries = _tables.Journal.GetValueOrDefault(instanceId) ?? [];
            var begins = executions.Values.Select(e => new JournalRecord(e.StartedSequence, "Started", e.StartedAt, null, e, null));
            var ends = executions.Values
                .Where(e => e.CompletedSequence is not null)
                .Select(e => new JournalRecord(e.CompletedSequence!.Value, e.Status, e.CompletedAt ?? e.StartedAt, null, e, null));
            var others = entries.Values.Select(e => new JournalRecord(
                e.Sequence,
                e.EventName,
                e.Timestamp,
                e.Message,
                e.ExecutionNumber is { } number ? executions.GetValueOrDefault(number) : null,
                e.Details));
            var lines = begins.Concat(ends).Concat(others).Where(line => Fits(line, filter)).OrderBy(line => line.Sequence).ToList();
            return Task.FromResult<(IReadOnlyList<JournalRecord>, int)>(([.. lines.Skip(skip).Take(take)], lines.Count));
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ActivityExecutionRow>> ListExecutionsAsync(string instanceId, string? nodeId, CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
        {
            var executions = _tables.Executions.GetValueOrDefault(instanceId) ?? [];
            return Task.FromResult<IReadOnlyList<ActivityExecutionRow>>([.. executions.Values.Where(e => nodeId is null || e.NodeId == nodeId)]);
        }
    }

    /// <inheritdoc/>
    public Task<ActivityExecutionRow?> FindExecutionAsync(string instanceId, int number, CancellationToken cancellationToken)
    {
        lock (_tables.Gate) return Task.FromResult(_tables.Executions.GetValueOrDefault(instanceId)?.GetValueOrDefault(number));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<BookmarkRow>> ListBookmarksAsync(string instanceId, CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
        {
            return Task.FromResult<IReadOnlyList<BookmarkRow>>(
                [.. _tables.Bookmarks.Values.Select(b => b.Row).Where(b => b.InstanceId == instanceId).OrderBy(b => b.Id, StringComparer.Ordinal)]);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<OpenBookmark>> ListBookmarksAsync(BookmarkFilter filter, CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
        {
            return Task.FromResult<IReadOnlyList<OpenBookmark>>([.. _tables.Bookmarks.Values
                .Where(stored => stored.ClaimedBy is null)
                .Select(stored => stored.Row)
                .Where(row => filter.Id is null || row.Id == filter.Id)
                .Where(row => filter.Name is null || row.Name == filter.Name)
                .Where(row => filter.Key is null || row.Key == filter.Key)
                .Where(row => filter.After is null || string.CompareOrdinal(row.Key, filter.After) > 0)
                .OrderBy(row => row.Key, StringComparer.Ordinal)
                .ThenBy(row => row.Id, StringComparer.Ordinal)
                .Where(row => _tables.Executions.GetValueOrDefault(row.InstanceId)?.ContainsKey(row.ExecutionNumber) == true)
                .Take(filter.Take)
                .Select(row => new OpenBookmark(row, _tables.Executions[row.InstanceId][row.ExecutionNumber]))]);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<DeadLetter>> ListDeadLettersAsync(DeadLetterFilter filter, CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
        {
            return Task.FromResult<IReadOnlyList<DeadLetter>>([.. _tables.DeadLetters.Values
                .Where(letter => filter.IsOpen is null || letter.ResolvedAt is null == filter.IsOpen)
                .Where(letter => filter.InstanceId is null || letter.InstanceId == filter.InstanceId)
                .Where(letter => filter.DefinitionId is null || letter.DefinitionId == filter.DefinitionId)
                .Where(letter => filter.Kind is null || letter.Kind == filter.Kind)
                .Where(letter => filter.ActivityId is null || letter.ActivityId == filter.ActivityId)
                .Where(letter => filter.Before is null || string.CompareOrdinal(letter.Id, filter.Before) < 0)
                .OrderByDescending(letter => letter.Id, StringComparer.Ordinal)
                .Take(filter.Take)]);
        }
    }

    /// <inheritdoc/>
    public Task<InboxMessage?> FindMessageAsync(string id, CancellationToken cancellationToken)
    {
        lock (_tables.Gate) return Task.FromResult(_tables.Inbox.GetValueOrDefault(id)?.Message);
    }

    /// <inheritdoc/>
    public Task<DeadLetter?> FindDeadLetterAsync(string id, CancellationToken cancellationToken)
    {
        lock (_tables.Gate) return Task.FromResult(_tables.DeadLetters.GetValueOrDefault(id));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<(string DefinitionId, InstanceStatus Status, int Count)>> CountAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
        {
            return Task.FromResult<IReadOnlyList<(string, InstanceStatus, int)>>([.. _tables.Instances.Values
                .Concat(_tables.History.Values.Where(stored => stored.Row.FinishedAt >= since))
                .GroupBy(stored => (stored.Row.DefinitionId, stored.Shown.Status))
                .Select(group => (group.Key.DefinitionId, group.Key.Status, group.Count()))]);
        }
    }

    private static bool Fits(InstanceRow row, InstanceFilter filter) =>
        (filter.DefinitionIds.Count == 0 || filter.DefinitionIds.Contains(row.DefinitionId))
        && (filter.Ids.Count == 0 || filter.Ids.Contains(row.Id))
        && (filter.DefinitionVersionId is null || row.DefinitionVersionId == filter.DefinitionVersionId)
        && (filter.Statuses.Count == 0 || filter.Statuses.Contains(row.Status))
        && (filter.CorrelationId is null || row.CorrelationId == filter.CorrelationId)
        && (filter.Before is null || string.CompareOrdinal(row.Id, filter.Before) < 0)
        && (filter.Version is null || row.Version == filter.Version)
        && (filter.HasIncidents is null || row.IncidentCount > 0 == filter.HasIncidents)
        && filter.Periods.All(period => period.ToPredicate().Compile()(row))
        && (string.IsNullOrEmpty(filter.SearchTerm)
            || Has(row.Name, filter.SearchTerm) || Has(row.Id, filter.SearchTerm) || Has(row.CorrelationId, filter.SearchTerm));

    private static bool Fits(JournalRecord line, JournalFilter filter) =>
        (filter.ActivityIds.Count == 0 || (line.Execution is not null && filter.ActivityIds.Contains(line.Execution.ActivityId)))
        && (filter.NodeIds.Count == 0 || (line.Execution is not null && filter.NodeIds.Contains(line.Execution.NodeId)))
        && (line.Execution is null || !filter.ExcludedActivityTypes.Contains(line.Execution.ActivityType))
        && (filter.EventNames.Count == 0 || filter.EventNames.Contains(line.EventName));

    private static bool Has(string? text, string term) => text?.Contains(term, StringComparison.OrdinalIgnoreCase) == true;

    private static int Compare(InstanceRow a, InstanceRow b, string? orderBy)
    {
        var order = orderBy switch
        {
            "Id" => 0,
            "LastExecuted" => a.UpdatedAt.CompareTo(b.UpdatedAt),
            "Finished" => Nullable.Compare(a.FinishedAt, b.FinishedAt),
            "Name" => string.CompareOrdinal(a.Name?.ToLowerInvariant(), b.Name?.ToLowerInvariant()),
            _ => a.CreatedAt.CompareTo(b.CreatedAt),
        };
        return order != 0 ? order : string.CompareOrdinal(a.Id, b.Id);
    }
}
