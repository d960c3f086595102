using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Activities.Composition;

/// <summary>
/// Starts another workflow, and waits for its end if asked to. A child that fails is no end: the parent waits until somebody has retried, skipped or
/// cancelled what failed.
/// </summary>
[Activity("Elsa", "Composition", "Starts another workflow.", DisplayName = "Dispatch workflow")]
public sealed class DispatchWorkflow : Activity, IReachesOut
{
    /// <summary>The workflow to start.</summary>
    [Input(DisplayName = "Workflow definition", Description = "The workflow to start.", UIHint = "workflow-definition-picker", IsRequired = true)]
    public Input<string> WorkflowDefinitionId { get; set; } = new();

    /// <summary>The child's correlation id.</summary>
    [Input(DisplayName = "Correlation id", Description = "The correlation id of the new run.")]
    public Input<string> CorrelationId { get; set; } = new();

    /// <summary>The child's inputs by name.</summary>
    [Input(Description = "The inputs of the new run by name.", UIHint = "json-editor")]
    public Input<JsonElement?> Input { get; set; } = new();

    /// <summary>Whether to wait for the child's end.</summary>
    [Input(DisplayName = "Wait for completion", Description = "Whether to wait until the new run has ended.")]
    public Input<bool> WaitForCompletion { get; set; } = new(false);

    /// <summary>Whether the child's telemetry begins a trace of its own; kept for definitions that set it.</summary>
    [Input(DisplayName = "Start new trace", Description = "Whether telemetry of the new run begins a trace of its own.", Category = "Advanced")]
    public Input<bool> StartNewTrace { get; set; } = new(false);

    /// <summary>The queue's channel; there is one queue, so it is kept for definitions that set it.</summary>
    [Input(DisplayName = "Channel", Description = "Kept for workflows that come from other servers; there is one queue here.", Category = "Advanced")]
    public Input<string> ChannelName { get; set; } = new();

    /// <summary>The child's outputs by name, if it was waited for.</summary>
    [Output(Description = "The outputs of the new run by name, if it was waited for.")]
    public Output<object> Result { get; set; } = new();

    /// <inheritdoc/>
    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var burst = (BurstContext)context;
        var workflow = await ChildWorkflow.FindAsync(context, context.GetRequired(WorkflowDefinitionId));
        var waits = context.Get(WaitForCompletion);
        var childId = workflow.Start(
            burst, ChildWorkflow.ReadInput(context.Get(Input)), context.Get(CorrelationId), waits ? ParentNotice.End : ParentNotice.None);
        if (waits)
            ChildWorkflow.Wait(burst, childId);
        else
            context.Complete();
    }

    /// <inheritdoc/>
    protected internal override ValueTask OnResumedAsync(ActivityExecutionContext context, Resumption resumption)
    {
        var child = resumption.Payload ?? WorkflowJson.Null;
        if (JsonMembers.Text(child, "subStatus") == nameof(InstanceStatus.Faulted))
        {
            ChildWorkflow.Wait((BurstContext)context, resumption.Tag!);
        }
        else
        {
            context.Set(Result, JsonMembers.Find(child, "output"));
            context.Complete();
        }

        return ValueTask.CompletedTask;
    }
}
