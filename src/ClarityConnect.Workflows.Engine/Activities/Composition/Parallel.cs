using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Composition;

/// <summary>Runs its activities side by side, and completes when the last has ended.</summary>
[Activity("Elsa", "Workflows", "Runs activities side by side.", IsBrowsable = false)]
public sealed class Parallel : Activity, ICompiledActivity
{
    private ActivityPort[] activities = [];

    void ICompiledActivity.Compile(ActivityCompilation compilation) =>
        activities = [.. JsonMembers.List(compilation.Json, "activities").Select(compilation.AddPort)];

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        foreach (var activity in activities)
            context.Schedule(activity);
        if (activities.Length == 0)
            context.Complete();
    }

    /// <inheritdoc/>
    protected internal override ValueTask OnChildCompletedAsync(ActivityExecutionContext context, ChildCompletion completion)
    {
        ((BurstContext)context).CompleteWithLastChild();
        return ValueTask.CompletedTask;
    }
}
