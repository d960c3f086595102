using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>Takes one of two ways.</summary>
[Activity("Elsa", "Branching", "Takes one of two ways, depending on a condition.", DisplayName = "Decision")]
[FlowNode("True", "False")]
public sealed class FlowDecision : CodeActivity
{
    /// <summary>The condition; false where it is empty.</summary>
    [Input(Description = "The condition to decide by.")]
    public Input<bool> Condition { get; set; } = new(false);

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context) => context.Complete(context.Get(Condition) ? "True" : "False");
}
