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

    /// <summary>The mode of a join that does not depend on an expression; null for other activities.</summary>
    internal static FlowJoinMode? FixedMode(CompiledActivity activity) =>
        activity.Activity is FlowJoin join && activity.Inputs[join.Mode.Slot] is { Kind: ExpressionKind.Literal } input
            ? (FlowJoinMode)(input.Converted ?? FlowJoinMode.WaitAny)
            : null;

    internal async ValueTask<FlowJoinMode> ModeAsync(BurstContext context, int node)
    {
        var activity = context.Workflow.Activities[node];
        return FixedMode(activity) ?? ValueConversion.To<FlowJoinMode>(await context.EvaluateForeignAsync(activity.Inputs[Mode.Slot]));
    }
}
