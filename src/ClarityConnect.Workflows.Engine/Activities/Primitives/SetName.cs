using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Primitives;

/// <summary>Gives the instance a name, by which people find it in lists.</summary>
[Activity("Elsa", "Primitives", "Gives this run a name, by which people find it in lists.", DisplayName = "Set name")]
public sealed class SetName : CodeActivity
{
    /// <summary>The name.</summary>
    [Input(Description = "The name of this run.")]
    public Input<string> Value { get; set; } = new();

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context) => context.InstanceName = context.Get(Value);
}
