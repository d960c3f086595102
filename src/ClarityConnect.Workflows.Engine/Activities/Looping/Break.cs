using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Looping;

/// <summary>Leaves the nearest loop around it; outside any loop, every sequence around it ends.</summary>
[Activity("Elsa", "Looping", "Leaves the loop around it.", IsTerminal = true)]
public sealed class Break : Activity
{
    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context) => ((BurstContext)context).Break();
}
