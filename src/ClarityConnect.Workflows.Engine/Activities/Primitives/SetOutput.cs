using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Activities.Primitives;

/// <summary>Gives an output of the workflow a value.</summary>
[Activity("Elsa", "Composition", "Gives an output of the workflow a value.", DisplayName = "Set output")]
public sealed class SetOutput : CodeActivity
{
    /// <summary>The output's name; it need not be declared.</summary>
    [Input(Description = "The output to set.", UIHint = "output-picker", IsRequired = true)]
    public Input<string> OutputName { get; set; } = new();

    /// <summary>The value.</summary>
    [Input(Description = "The value to set.")]
    public Input<object> OutputValue { get; set; } = new();

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context) =>
        ((BurstContext)context).SetWorkflowOutput(context.GetRequired(OutputName), WorkflowJson.ToElement(context.Get(OutputValue)));
}
