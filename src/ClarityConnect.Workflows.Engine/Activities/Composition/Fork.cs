using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Composition;

/// <summary>Runs branches side by side and waits for all of them, or for the first.</summary>
[Activity("Elsa", "Control Flow", "Runs branches side by side.", IsBrowsable = false)]
public sealed class Fork : Activity, ICompiledActivity
{
    private ActivityPort[] branches = [];

    /// <summary>When it completes.</summary>
    [Input(DisplayName = "Join mode", Description = "Whether to wait for all branches, or for the first.")]
    public ForkJoinMode JoinMode { get; set; }

    void ICompiledActivity.Compile(ActivityCompilation compilation) =>
        branches = [.. JsonMembers.List(compilation.Json, "branches").Select(compilation.AddPort)];

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        foreach (var branch in branches)
            context.Schedule(branch);
        if (branches.Length == 0)
            context.Complete();
    }

    /// <inheritdoc/>
    protected internal override ValueTask OnChildCompletedAsync(ActivityExecutionContext context, ChildCompletion completion)
    {
        if (JoinMode == ForkJoinMode.WaitAny || !((BurstContext)context).HasChildren)
            context.Complete();
        return ValueTask.CompletedTask;
    }
}
