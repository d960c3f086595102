using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Queue;

namespace ClarityConnect.Workflows.Engine.Instances;

/// <summary>Cancels and deletes many instances, in transactions small enough not to hold up those that go on.</summary>
/// <param name="reader">Finds the instances, one page of ids at a time.</param>
/// <param name="store">Where they are.</param>
/// <param name="dispatcher">Hears that there is work.</param>
/// <param name="time">The clock.</param>
public sealed class BulkActions(IInstanceReader reader, IExecutionStore store, Dispatcher dispatcher, TimeProvider time)
{
    private const int BatchSize = 100;

    private static readonly IReadOnlyList<InstanceStatus> Running = [InstanceStatus.Pending, InstanceStatus.Executing, InstanceStatus.Suspended];

    /// <summary>Cancels the running instances among those that a filter gives.</summary>
    /// <param name="filter">Which instances; its order, paging and statuses do not matter.</param>
    /// <param name="cancellationToken">Stops after the batch under way.</param>
    /// <returns>How many are cancelled. They are soon after this returns.</returns>
    public Task<int> CancelAsync(InstanceFilter filter, CancellationToken cancellationToken) =>
        EachAsync(filter with { Statuses = Running }, async ids => (await CancelAsync(ids, new CancelRequest(), cancellationToken)).Count, cancellationToken);

    /// <summary>Deletes instances with everything of theirs. Running ones are cancelled first and deleted with the transaction that ends them.</summary>
    /// <param name="filter">Which instances; its order and paging do not matter.</param>
    /// <param name="cancellationToken">Stops after the batch under way.</param>
    /// <returns>How many are deleted; those that run are soon after this returns.</returns>
    public Task<int> DeleteAsync(InstanceFilter filter, CancellationToken cancellationToken) =>
        EachAsync(filter, ids => DeleteBatchAsync(ids, cancellationToken), cancellationToken);

    /// <summary>Deletes instances with everything of theirs. Running ones are cancelled first and deleted with the transaction that ends them.</summary>
    /// <param name="ids">The instances.</param>
    /// <param name="cancellationToken">Stops after the batch under way.</param>
    /// <returns>How many there were.</returns>
    public async Task<int> DeleteAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var deleted = 0;
        foreach (var batch in ids.Distinct(StringComparer.Ordinal).Chunk(BatchSize))
            deleted += await DeleteBatchAsync(batch, cancellationToken);
        return deleted;
    }

    private async Task<int> EachAsync(InstanceFilter filter, Func<IReadOnlyList<string>, Task<int>> act, CancellationToken cancellationToken)
    {
        var count = 0;
        string? after = null;
        while (true)
        {
            var ids = await reader.ListIdsAsync(filter, after, BatchSize, cancellationToken);
            if (ids.Count > 0)
                count += await act(ids);
            if (ids.Count < BatchSize)
                return count;
            after = ids[^1];
        }
    }

    private async Task<int> DeleteBatchAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var deleted = await store.DeleteAsync(ids, cancellationToken);
        List<string> others = [.. ids.Except(deleted)];
        if (others.Count == 0)
            return deleted.Count;
        var request = new CancelRequest("The instance was cancelled to be deleted.", Deletes: true);
        var cancelled = await CancelAsync(others, request, cancellationToken);
        var late = 0;
        foreach (var id in others.Except(cancelled))
            late += await DeleteLateAsync(id, request, cancellationToken) ? 1 : 0;
        return deleted.Count + cancelled.Count + late;
    }

    /// <summary>A failed child is brought back to be cancelled, so that its parent hears of it; what else is left finished between the two looks.</summary>
    private async Task<bool> DeleteLateAsync(string id, CancelRequest request, CancellationToken cancellationToken)
    {
        if ((await store.DeleteAsync([id], cancellationToken)).Count > 0)
            return true;
        var cancellation = Cancellation.Of(id, time.GetUtcNow(), request);
        var exists = await store.EnqueueAsync(
            new WorkItem { Id = cancellation.WorkItemId, InstanceId = id, Kind = WorkItemKind.Cancel, DueAt = cancellation.DueAt, Data = cancellation.Data },
            cancellationToken);
        if (exists)
            dispatcher.Wake();
        return exists;
    }

    private async Task<IReadOnlyList<string>> CancelAsync(IReadOnlyList<string> ids, CancelRequest request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var cancelled = await store.CancelAsync([.. ids.Select(id => Cancellation.Of(id, now, request))], cancellationToken);
        if (cancelled.Count > 0)
            dispatcher.Wake();
        return cancelled;
    }
}
