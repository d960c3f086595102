using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Activities.Composition;

/// <summary>
/// Runs another workflow until it ends, or until it waits for something if its end is not waited for. Like <see cref="DispatchWorkflow"/>, but the
/// correlation id and, where no input is given, the inputs are those of the parent.
/// </summary>
[Activity("Elsa", "Composition", "Runs another workflow.", Kind = ActivityKind.Task, DisplayName = "Execute workflow")]
public sealed class ExecuteWorkflow : Activity, IReachesOut
{
    /// <summary>The workflow to run.</summary>
    [Input(DisplayName = "Workflow definition", Description = "The workflow to run.", UIHint = "workflow-definition-picker", IsRequired = true)]
    public Input<string> WorkflowDefinitionId { get; set; } = new();

    /// <summary>The child's correlation id; the parent's if empty.</summary>
    [Input(DisplayName = "Correlation id", Description = "The correlation id of the new run; this run's if empty.")]
    public Input<string> CorrelationId { get; set; } = new();

    /// <summary>The child's inputs by name; the parent's if empty.</summary>
    [Input(Description = "The inputs of the new run by name; this run's if empty.", UIHint = "json-editor")]
    public Input<JsonElement?> Input { get; set; } = new();

    /// <summary>Whether to wait for the child's end.</summary>
    [Input(DisplayName = "Wait for completion", Description = "Whether to wait until the new run has ended, also if it waits for something itself.")]
    public Input<bool> WaitForCompletion { get; set; } = new(false);

    /// <summary>What became of the child: workflowInstanceId, status, subStatus, output, correlationId.</summary>
    [Output(Description = "What became of the new run: its id, status and outputs.")]
    public Output<object> Result { get; set; } = new();

    /// <inheritdoc/>
    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var burst = (BurstContext)context;
        var workflow = await ChildWorkflow.FindAsync(context, context.GetRequired(WorkflowDefinitionId));
        var input = ChildWorkflow.ReadInput(context.Get(Input));
        if (input.Count == 0)
            input = await burst.ReadInputsAsync();
        var correlationId = context.Get(CorrelationId) is { Length: > 0 } given ? given : context.CorrelationId;
        ChildWorkflow.Wait(burst, workflow.Start(burst, input, correlationId, context.Get(WaitForCompletion) ? ParentNotice.End : ParentNotice.Rest));
    }

    /// <inheritdoc/>
    protected internal override ValueTask OnResumedAsync(ActivityExecutionContext context, Resumption resumption)
    {
        var child = resumption.Payload ?? WorkflowJson.Null;
        if (JsonMembers.Text(child, "subStatus") == nameof(InstanceStatus.Faulted) && context.Get(WaitForCompletion))
        {
            ChildWorkflow.Wait((BurstContext)context, resumption.Tag!);
        }
        else
        {
            context.Set(Result, child);
            context.Complete();
        }

        return ValueTask.CompletedTask;
    }
}
