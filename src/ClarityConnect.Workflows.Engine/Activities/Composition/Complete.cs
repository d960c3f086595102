using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Composition;

/// <summary>Completes the workflow around it: the one that is used as an activity, else the instance.</summary>
[Activity("Elsa", "Composition", "Completes the workflow around it.", IsTerminal = true)]
public sealed class Complete : Activity
{
    /// <summary>The outcomes that the workflow completes with; "Done" if empty.</summary>
    [Input(Description = "The outcomes that the workflow completes with.", UIHint = "outcome-picker")]
    public Input<object> Outcomes { get; set; } = new();

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context) =>
        ((BurstContext)context).CompleteWorkflow(OutcomeList.Read(context.Get(Outcomes)));
}
