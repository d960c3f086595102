using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>Brings branches of a flowchart together.</summary>
[Activity("Elsa", "Branching", "Brings branches together.", DisplayName = "Join")]
public sealed class FlowJoin : CodeActivity
{
    /// <summary>What the join waits for.</summary>
    [Input(Description = "What to wait for: every branch, every branch that is taken, or the first one that arrives.")]
    public Input<FlowJoinMode> Mode { get; set; } = new(FlowJoinMode.WaitAny);

    internal async ValueTask<FlowJoinMode> ModeAsync(BurstContext context, int node)
    {
        var input = context.Workflow.Activities[node].Inputs[Mode.Slot];
        return input.Kind == ExpressionKind.Literal
            ? (FlowJoinMode)(input.Converted ?? FlowJoinMode.WaitAny)
            : ValueConversion.To<FlowJoinMode>(await context.EvaluateForeignAsync(input));
    }
}
