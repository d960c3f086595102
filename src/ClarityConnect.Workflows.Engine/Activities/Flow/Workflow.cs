using ClarityConnect.Workflows.Engine.Activities.Composition;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>The implicit activity around a definition's root.</summary>
internal sealed class Workflow : Activity, IWorkflowScope
{
    public ActivityPort? Root { get; set; }

    protected override void Execute(ActivityExecutionContext context)
    {
        if (Root is null)
            context.Complete();
        else
            context.Schedule(Root);
    }

    protected internal override ValueTask OnChildCompletedAsync(ActivityExecutionContext context, ChildCompletion completion)
    {
        context.Complete();
        return ValueTask.CompletedTask;
    }
}
