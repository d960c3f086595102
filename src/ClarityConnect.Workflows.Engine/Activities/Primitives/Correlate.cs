using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Primitives;

/// <summary>Gives the instance a correlation id, by which events find it.</summary>
[Activity("Elsa", "Primitives", "Gives this run a correlation id, by which events find it.")]
public sealed class Correlate : CodeActivity
{
    /// <summary>The correlation id, such as an order number.</summary>
    [Input(DisplayName = "Correlation id", Description = "The correlation id, such as an order number.", IsRequired = true)]
    public Input<string> CorrelationId { get; set; } = new();

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context) => context.CorrelationId = context.GetRequired(CorrelationId);
}
