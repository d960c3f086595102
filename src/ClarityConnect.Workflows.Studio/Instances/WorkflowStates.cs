using System.Text.Json;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Studio.Instances;

/// <summary>Shows where instances stand in the shape of Elsa's workflow state.</summary>
internal sealed class WorkflowStates(IInstanceReader reader, IExecutionStore store)
{
    /// <summary>Finds an instance with its state; null if there is none.</summary>
    public async Task<(InstanceRow Instance, object State)?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(id, cancellationToken) is not { } found)
            return null;
        var view = await CheckpointView.ReadAsync(found.Checkpoint, store, cancellationToken);
        var bookmarks = await reader.ListBookmarksAsync(id, cancellationToken);
        var row = found.Instance;
        var incidents = view.Incidents.Select(incident => incident.Deserialize<Incident>(WorkflowJson.Options)!).ToList();
        var open = row.Status == InstanceStatus.Faulted ? incidents.LastOrDefault(incident => !incident.IsResolved) : null;
        return (row, new
        {
            row.Id,
            row.DefinitionId,
            row.DefinitionVersionId,
            definitionVersion = row.Version,
            row.CorrelationId,
            parentWorkflowInstanceId = row.ParentInstanceId,
            status = InstanceSummary.MainStatus(row.Status),
            subStatus = row.Status,
            isExecuting = row.Status == InstanceStatus.Executing,
            isSystem = false,
            bookmarks = bookmarks.Select(bookmark => new
            {
                bookmark.Id,
                bookmark.Name,
                hash = bookmark.Key,
                payload = new { bookmark.Key, bookmark.CorrelationId, bookmark.DueAt },
                bookmark.ActivityId,
                activityNodeId = view.NodeOf(bookmark.ExecutionNumber) ?? bookmark.ActivityId,
                activityInstanceId = ExecutionId.Of(id, bookmark.ExecutionNumber),
                autoBurn = true,
                bookmark.CreatedAt,
            }).ToList(),
            incidents = incidents.ConvertAll(incident => new
            {
                incident.ActivityId,
                activityNodeId = incident.NodeId,
                incident.ActivityType,
                activityInstanceId = ExecutionId.Of(id, incident.ExecutionNumber),
                incident.Failure.Message,
                exception = FailureView.Of(incident.Failure),
                timestamp = incident.Failure.At,
                incident.DeadLetterId,
                incident.IsResolved,
            }),
            fault = open is null ? null : new { exception = FailureView.Of(open.Failure), open.Failure.Message, faultedActivityId = open.ActivityId },
            completionCallbacks = Array.Empty<object>(),
            activityExecutionContexts = view.Executions.Select(execution => Context(id, execution)).ToList(),
            input = view.Input,
            output = view.Output,
            properties = new Dictionary<string, object>(),
            row.CreatedAt,
            row.UpdatedAt,
            row.FinishedAt,
        });
    }

    /// <summary>The variables of an instance by name; null if there is no such instance.</summary>
    public async Task<(InstanceRow Instance, IReadOnlyDictionary<string, JsonElement> Variables)?> FindVariablesAsync(string id, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(id, cancellationToken) is not { } found)
            return null;
        var view = await CheckpointView.ReadAsync(found.Checkpoint, store, cancellationToken);
        return (found.Instance, view.Variables);
    }

    private static object Context(string instanceId, JsonElement execution)
    {
        var parent = execution.GetProperty("parent").GetInt32();
        return new
        {
            id = ExecutionId.Of(instanceId, execution.GetProperty("number").GetInt32()),
            parentContextId = parent == 0 ? null : ExecutionId.Of(instanceId, parent),
            scheduledActivityNodeId = execution.GetProperty("node").GetString(),
            ownerActivityNodeId = (string?)null,
            status = execution.GetProperty("status").GetString(),
            properties = new Dictionary<string, object>(),
            activityState = new Dictionary<string, object>(),
            dynamicVariables = Array.Empty<object>(),
        };
    }
}
