using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Compensation;

/// <summary>Undoes the steps with undo that this instance has completed, the last one first. Each is undone once.</summary>
[Activity("ClarityConnect", "Compensation", "Undoes the completed steps that have an undo, the last one first.", DisplayName = "Undo completed steps")]
public sealed class Compensate : Activity
{
    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context) => Go(context);

    /// <inheritdoc/>
    protected internal override ValueTask OnChildCompletedAsync(ActivityExecutionContext context, ChildCompletion completion)
    {
        Go(context);
        return ValueTask.CompletedTask;
    }

    private static void Go(ActivityExecutionContext context)
    {
        if (!CompletedSteps.Of((BurstContext)context).TryUndoLast())
            context.Complete();
    }
}
