using ClarityConnect.Workflows.Engine.Queue;

namespace ClarityConnect.Workflows.Testing.Stores;

public sealed partial class InMemoryExecutionStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<ClaimedInstance>> ClaimAsync(string nodeId, DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
            return Task.FromResult<IReadOnlyList<ClaimedInstance>>([.. Due(now).Take(limit).ToList().Select(items => Claim(nodeId, items))]);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClaimedInstance>> ClaimAsync(
        string nodeId, DateTimeOffset now, IReadOnlyList<string> instanceIds, CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
        {
            foreach (var id in instanceIds)
            {
                if (_tables.Instances.TryGetValue(id, out var instance)) instance.RelayedAt = null;
            }

            var given = Due(now).Where(items => instanceIds.Contains(items.Key)).ToList();
            return Task.FromResult<IReadOnlyList<ClaimedInstance>>([.. given.Select(items => Claim(nodeId, items))]);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<RelayedInstance>> RelayAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
        {
            var due = Due(now).Where(items => _tables.Instances[items.Key].RelayedAt is null).Take(limit).ToList();
            foreach (var items in due) _tables.Instances[items.Key].RelayedAt = now;
            return Task.FromResult<IReadOnlyList<RelayedInstance>>([.. due.Select(items => new RelayedInstance(items.Key, items.First().Id))]);
        }
    }

    /// <summary>The due work items of instances that nobody holds, oldest first.</summary>
    private IEnumerable<IGrouping<string, WorkItem>> Due(DateTimeOffset now) => _tables.WorkItems.Values
        .Where(item => item.DueAt <= now && _tables.Instances.TryGetValue(item.InstanceId, out var instance) && instance.LeaseOwner is null)
        .OrderBy(item => item.DueAt)
        .ThenBy(item => item.Id, StringComparer.Ordinal)
        .GroupBy(item => item.InstanceId, StringComparer.Ordinal);

    private ClaimedInstance Claim(string nodeId, IEnumerable<WorkItem> items)
    {
        var due = items.Select(item => item with
        {
            Payload = item.InboxMessageId is not null && _tables.Inbox.TryGetValue(item.InboxMessageId, out var stored)
                ? stored.Message.Payload
                : null,
        }).ToList();
        var instance = _tables.Instances[due[0].InstanceId];
        instance.LeaseOwner = nodeId;
        instance.Fence++;
        instance.Claims++;
        instance.RelayedAt = null;
        return new ClaimedInstance(instance.Row, instance.Fence, instance.Claims, instance.BurstNumber, instance.Checkpoint, due);
    }
}
