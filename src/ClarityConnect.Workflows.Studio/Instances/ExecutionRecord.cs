using ClarityConnect.Workflows.Engine.Journal;

namespace ClarityConnect.Workflows.Studio.Instances;

/// <summary>Shows executions of activities in Elsa's two shapes.</summary>
internal static class ExecutionRecord
{
    public static object Summary(ActivityExecutionRow execution) => new
    {
        id = ExecutionId.Of(execution.InstanceId, execution.Number),
        workflowInstanceId = execution.InstanceId,
        execution.ActivityId,
        activityNodeId = execution.NodeId,
        execution.ActivityType,
        activityTypeVersion = execution.ActivityVersion,
        execution.ActivityName,
        execution.StartedAt,
        execution.CompletedAt,
        execution.HasBookmarks,
        metadata = new Dictionary<string, object>(),
        execution.Status,
    };

    public static object Full(ActivityExecutionRow execution)
    {
        var details = ExecutionDetailsView.Of(execution);
        return new
        {
            id = ExecutionId.Of(execution.InstanceId, execution.Number),
            workflowInstanceId = execution.InstanceId,
            execution.ActivityId,
            activityNodeId = execution.NodeId,
            execution.ActivityType,
            activityTypeVersion = execution.ActivityVersion,
            execution.ActivityName,
            execution.StartedAt,
            execution.CompletedAt,
            execution.HasBookmarks,
            execution.Status,
            activityState = details.State,
            payload = Payload(details),
            outputs = details.Outputs,
            properties = new Dictionary<string, object>(),
            metadata = new { details.Attempts },
            exception = details.Exception,
            aggregateFaultCount = IsFaulted(execution) ? 1 : 0,
            schedulingActivityExecutionId = execution.ParentNumber is { } parent ? ExecutionId.Of(execution.InstanceId, parent) : null,
            schedulingActivityId = (string?)null,
            schedulingWorkflowInstanceId = (string?)null,
        };
    }

    /// <summary>The name of the one member is Elsa's, in Pascal case.</summary>
    public static IReadOnlyDictionary<string, object> Payload(ExecutionDetailsView details) =>
        details.Outcomes.Count == 0 ? new Dictionary<string, object>() : new() { ["Outcomes"] = details.Outcomes };

    public static object Statistics(string nodeId, IReadOnlyList<ActivityExecutionRow> executions)
    {
        var completed = executions.Count(execution => execution.CompletedAt is not null);
        return new
        {
            activityId = executions.Count > 0 ? executions[0].ActivityId : nodeId.Split(':')[^1],
            activityNodeId = nodeId,
            startedCount = executions.Count,
            completedCount = completed,
            uncompletedCount = executions.Count - completed,
            isBlocked = executions.Any(execution => execution is { HasBookmarks: true, CompletedAt: null }),
            isFaulted = executions.Any(IsFaulted),
            aggregateFaultCount = executions.Count(IsFaulted),
            metadata = new Dictionary<string, object>(),
        };
    }

    private static bool IsFaulted(ActivityExecutionRow execution) => execution.Status == "Faulted";
}
