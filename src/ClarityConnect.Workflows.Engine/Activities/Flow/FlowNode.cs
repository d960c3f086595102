using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>Holds one activity, which may be a whole flowchart, in a flowchart.</summary>
[Activity("Elsa", "Flow", "Holds one activity, such as a flow of its own.", DisplayName = "Container")]
public sealed class FlowNode : Activity
{
    /// <summary>What it holds.</summary>
    public ActivityPort? Body { get; set; }

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        if (Body is null)
            context.Complete();
        else
            context.Schedule(Body);
    }

    /// <inheritdoc/>
    protected internal override ValueTask OnChildCompletedAsync(ActivityExecutionContext context, ChildCompletion completion)
    {
        context.Complete();
        return ValueTask.CompletedTask;
    }
}
