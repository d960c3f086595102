using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>Starts several branches of a flowchart.</summary>
[Activity("Elsa", "Branching", "Starts several branches side by side.", DisplayName = "Fork (flow)")]
public sealed class FlowFork : CodeActivity
{
    /// <summary>The names of the branches, each a port.</summary>
    [Input(Description = "The names of the branches.", UIHint = "dynamic-outcomes")]
    public Input<string[]> Branches { get; set; } = new([]);

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context) => context.Complete(context.Get(Branches) ?? []);
}
