using System.Collections.Concurrent;

namespace ClarityConnect.Workflows.Engine.Http;

/// <summary>The callers on this node who wait for a workflow's answer, by instance.</summary>
public sealed class HttpReplies
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<HttpReply>> waiting = new();

    /// <summary>Begins to wait. Call it before the instance is started.</summary>
    /// <param name="instanceId">The instance.</param>
    public Task<HttpReply> Expect(string instanceId) =>
        waiting.GetOrAdd(instanceId, _ => new TaskCompletionSource<HttpReply>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Answers the caller, if one still waits here.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="reply">The answer.</param>
    /// <returns>Whether somebody waited.</returns>
    public bool TryReply(string instanceId, HttpReply reply) =>
        waiting.TryRemove(instanceId, out var source) && source.TrySetResult(reply);

    /// <summary>Whether somebody on this node waits for the instance's answer.</summary>
    /// <param name="instanceId">The instance.</param>
    public bool IsExpected(string instanceId) => waiting.ContainsKey(instanceId);

    /// <summary>Stops waiting.</summary>
    /// <param name="instanceId">The instance.</param>
    public void Forget(string instanceId) => waiting.TryRemove(instanceId, out _);
}
