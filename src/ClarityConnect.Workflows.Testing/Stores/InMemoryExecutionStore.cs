using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Engine.Schedules;

namespace ClarityConnect.Workflows.Testing.Stores;

/// <summary>The execution tables in memory. One lock stands for the database's transactions.</summary>
public sealed partial class InMemoryExecutionStore : IExecutionStore
{
    private readonly InMemoryTables _tables;

    internal InMemoryExecutionStore(InMemoryTables tables) => _tables = tables;

    /// <inheritdoc/>
    public Task<IReadOnlyList<IngestOutcome>> IngestAsync(IReadOnlyList<Ingestion> ingestions, CancellationToken cancellationToken)
    {
        lock (_tables.Gate) return Task.FromResult<IReadOnlyList<IngestOutcome>>([.. ingestions.Select(_tables.Ingest)]);
    }

    /// <inheritdoc/>
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
        {
            var items = _tables.WorkItems.Values
                .Where(item => _tables.Instances.TryGetValue(item.InstanceId, out var instance) && instance is { LeaseOwner: null, RelayedAt: null })
                .Select(item => (DateTimeOffset?)item.DueAt);
            var schedules = _tables.Schedules.Values
                .Where(schedule => schedule.Row.NextDueAt is not null)
                .Select(schedule => schedule.ClaimedUntil > schedule.Row.NextDueAt ? schedule.ClaimedUntil : schedule.Row.NextDueAt);
            return Task.FromResult(items.Concat(schedules).Min());
        }
    }

    /// <inheritdoc/>
    public Task ReleaseAsync(IReadOnlyList<(string InstanceId, long Fence)> leases, CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
        {
            foreach (var (instanceId, fence) in leases)
            {
                if (_tables.Instances.TryGetValue(instanceId, out var instance) && instance.Fence == fence) instance.LeaseOwner = null;
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Payload>> LoadPayloadsAsync(IReadOnlyList<string> hashes, CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
        {
            return Task.FromResult<IReadOnlyList<Payload>>(
                [.. hashes.Distinct().Where(_tables.Payloads.ContainsKey).Select(hash => new Payload(hash, _tables.Payloads[hash].Content))]);
        }
    }

    /// <inheritdoc/>
    public Task<bool> EnqueueAsync(WorkItem item, CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
        {
            var exists = _tables.Instances.ContainsKey(item.InstanceId) || BringBack(item.InstanceId);
            if (exists) AddWorkItem(item);
            return Task.FromResult(exists);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> CancelAsync(IReadOnlyList<Cancellation> cancellations, CancellationToken cancellationToken)
    {
        lock (_tables.Gate) return Task.FromResult<IReadOnlyList<string>>([.. cancellations.Where(Cancel).Select(cancellation => cancellation.InstanceId)]);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ScheduleRow>> ClaimSchedulesAsync(DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
        {
            var due = _tables.Schedules.Values
                .Where(schedule => schedule.Row.NextDueAt <= now && !(schedule.ClaimedUntil > now))
                .OrderBy(schedule => schedule.Row.NextDueAt)
                .ThenBy(schedule => schedule.Row.Id, StringComparer.Ordinal)
                .Take(limit)
                .ToList();
            foreach (var schedule in due)
            {
                schedule.ClaimedUntil = until;
                schedule.Row = schedule.Row with { Fence = schedule.Row.Fence + 1 };
            }

            return Task.FromResult<IReadOnlyList<ScheduleRow>>([.. due.Select(schedule => schedule.Row)]);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<IngestOutcome>?> CompleteScheduleAsync(ScheduleCompletion completion, CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
        {
            if (!_tables.Schedules.TryGetValue(completion.Schedule.Id, out var schedule)
                || schedule.Row.Fence != completion.Schedule.Fence
                || schedule.ClaimedUntil is null)
            {
                return Task.FromResult<IReadOnlyList<IngestOutcome>?>(null);
            }

            schedule.ClaimedUntil = null;
            schedule.Row = schedule.Row with
            {
                NextDueAt = completion.NextDueAt,
                Cursor = InMemoryTables.Copy(completion.Cursor) ?? schedule.Row.Cursor,
                Failures = completion.Failures,
                LastError = completion.LastError,
            };
            return Task.FromResult<IReadOnlyList<IngestOutcome>?>([.. completion.Ingestions.Select(_tables.Ingest)]);
        }
    }

    /// <inheritdoc/>
    public Task<int> HeartbeatAsync(string nodeId, DateTimeOffset expiresAt, bool isNew, CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
        {
            if (!isNew && !_tables.Nodes.ContainsKey(nodeId)) return Task.FromResult(0);
            _tables.Nodes[nodeId] = expiresAt;
            return Task.FromResult(_tables.Nodes.Count(node => node.Key == nodeId || node.Value > _tables.Now));
        }
    }

    /// <inheritdoc/>
    public Task<int> RescueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
        {
            foreach (var node in _tables.Nodes.Where(node => node.Value <= now).ToList()) _tables.Nodes.Remove(node.Key);
            var orphans = _tables.Instances.Values.Where(i => i.LeaseOwner is not null && !_tables.Nodes.ContainsKey(i.LeaseOwner)).ToList();
            foreach (var orphan in orphans) orphan.LeaseOwner = null;
            if (now == DateTimeOffset.MaxValue)
            {
                foreach (var schedule in _tables.Schedules.Values) schedule.ClaimedUntil = null;
            }

            return Task.FromResult(orphans.Count);
        }
    }

    private bool Cancel(Cancellation cancellation)
    {
        if (!_tables.Instances.ContainsKey(cancellation.InstanceId)) return false;
        if (!_tables.WorkItems.ContainsKey(cancellation.WorkItemId))
        {
            AddWorkItem(new WorkItem
            {
                Id = cancellation.WorkItemId,
                InstanceId = cancellation.InstanceId,
                Kind = WorkItemKind.Cancel,
                DueAt = cancellation.DueAt,
                Data = cancellation.Data,
            });
        }

        return true;
    }

    private bool BringBack(string instanceId)
    {
        if (!_tables.History.TryGetValue(instanceId, out var finished) || finished.Row.Status != InstanceStatus.Faulted) return false;
        _tables.History.Remove(instanceId);
        finished.Row = finished.Row with { Status = InstanceStatus.Suspended, FinishedAt = null };
        _tables.Instances.Add(instanceId, finished);
        return true;
    }

    private void AddWorkItem(WorkItem item) =>
        _tables.WorkItems[item.Id] = item with { Data = InMemoryTables.Copy(item.Data), Payload = null };
}
