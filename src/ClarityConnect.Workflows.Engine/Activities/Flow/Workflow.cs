using ClarityConnect.Workflows.Engine.Activities.Compensation;
using ClarityConnect.Workflows.Engine.Activities.Composition;
using ClarityConnect.Workflows.Engine.Upgrades;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>The implicit activity around a definition's root.</summary>
internal sealed class Workflow : Activity, IWorkflowScope, IUpgradableContainer
{
    public ActivityPort? Root { get; set; }

    void IUpgradableContainer.CarryOver(ContainerUpgrade upgrade) => CompletedSteps.CarryOver(upgrade);

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
