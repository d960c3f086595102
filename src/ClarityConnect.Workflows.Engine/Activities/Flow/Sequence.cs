using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Upgrades;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>Runs its activities one after the other.</summary>
[Activity("Elsa", "Workflows", "Runs activities one after the other.", IsBrowsable = false)]
public sealed class Sequence : Activity, ICompiledActivity, IRestartableContainer, IUpgradableContainer
{
    /// <summary>Set when a Break without a loop around it was run below.</summary>
    internal const string BreakingState = "breaking";

    private ActivityPort[] activities = [];

    void ICompiledActivity.Compile(ActivityCompilation compilation) =>
        activities = [.. JsonMembers.List(compilation.Json, "activities").Select(compilation.AddPort)];

    void IRestartableContainer.RestartFrom(BurstContext context, int node)
    {
        var index = Array.FindIndex(activities, port => port.Node == node);
        context.RepeatSince(node, activities.Skip(index).Select(port => port.Node));
        Go(context, index);
    }

    void IUpgradableContainer.CarryOver(ContainerUpgrade upgrade)
    {
        foreach (var open in upgrade.Execution.Children.Values)
        {
            foreach (var later in activities.SkipWhile(port => port.Node != open.Node).Skip(1).Where(port => upgrade.Runs(port.Node) > 0))
                upgrade.Refusals.Add($"{upgrade.NameOf(later.Node)} ran already, but in {upgrade.Version} it comes after {upgrade.NameOf(open.Node)}, so it would run again.");
        }
    }

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context) => Go(context, 0);

    /// <inheritdoc/>
    protected internal override ValueTask OnChildCompletedAsync(ActivityExecutionContext context, ChildCompletion completion)
    {
        var isLast = context.GetState<bool>(BreakingState) || ((BurstContext)context).EndsFlow(completion);
        Go(context, isLast ? activities.Length : Array.FindIndex(activities, port => port.ActivityId == completion.ActivityId) + 1);
        return ValueTask.CompletedTask;
    }

    private void Go(ActivityExecutionContext context, int index)
    {
        if (index < activities.Length)
            context.Schedule(activities[index]);
        else
            context.Complete();
    }
}
