using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Execution;

/// <summary>An instance that is asked to cancel itself.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="DueAt">When.</param>
/// <param name="Data">A <see cref="CancelRequest"/> as JSON; null for none.</param>
public sealed record Cancellation(string InstanceId, DateTimeOffset DueAt, ReadOnlyMemory<byte>? Data)
{
    /// <summary>The id of the work item: the same request is queued once.</summary>
    public required string WorkItemId { get; init; }

    /// <summary>Makes the request to cancel an instance.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="now">When.</param>
    /// <param name="request">Why, and what then.</param>
    internal static Cancellation Of(string instanceId, DateTimeOffset now, CancelRequest request) =>
        new(instanceId, now, JsonSerializer.SerializeToUtf8Bytes(request, WorkflowJson.Options))
        {
            WorkItemId = $"{instanceId}:{(request.Deletes ? "delete" : "cancel")}",
        };
}
