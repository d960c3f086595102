using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Compensation;

/// <summary>A step together with what undoes it. Once the step has completed, <see cref="Compensate"/> can undo it.</summary>
[Activity("ClarityConnect", "Compensation", "A step together with what undoes it.", DisplayName = "Step with undo")]
public sealed class CompensableStep : Activity
{
    /// <summary>The step.</summary>
    public ActivityPort? Body { get; set; }

    /// <summary>What undoes it; it sees the variables that the step saw.</summary>
    public ActivityPort? Compensation { get; set; }

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
        if (Compensation is not null)
            CompletedSteps.Of((BurstContext)context).Add(Compensation);
        context.Complete();
        return ValueTask.CompletedTask;
    }
}
