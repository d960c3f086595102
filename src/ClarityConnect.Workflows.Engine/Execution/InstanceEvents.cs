using System.Collections.Concurrent;
using ClarityConnect.Workflows.Engine.Instances;

namespace ClarityConnect.Workflows.Engine.Execution;

/// <summary>Tells those on this node who wait for an instance that a burst of it was committed.</summary>
public sealed class InstanceEvents
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<InstanceStatus>> waiting = new();

    /// <summary>Raised after each committed burst with the instance's id and status.</summary>
    public event Action<string, InstanceStatus>? Committed;

    /// <summary>Begins to wait for the next committed burst of an instance. Call it before the instance is started.</summary>
    /// <param name="instanceId">The instance.</param>
    public Task<InstanceStatus> NextBurst(string instanceId) =>
        waiting.GetOrAdd(instanceId, _ => new TaskCompletionSource<InstanceStatus>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Gives up waiting.</summary>
    /// <param name="instanceId">The instance.</param>
    public void Forget(string instanceId) => waiting.TryRemove(instanceId, out _);

    internal void Publish(InstanceState state)
    {
        if (waiting.TryRemove(state.Id, out var source))
            source.TrySetResult(state.Status);
        Committed?.Invoke(state.Id, state.Status);
    }
}
