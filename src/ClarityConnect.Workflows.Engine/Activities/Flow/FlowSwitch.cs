using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>Takes the ways whose conditions hold.</summary>
[Activity("Elsa", "Branching", "Takes one of several ways, depending on conditions.", DisplayName = "Switch (flow)")]
[FlowNode("Default")]
public sealed class FlowSwitch : CodeActivity, ICompiledActivity
{
    private (string Label, CompiledInput Condition)[] cases = [];

    /// <summary>The cases: label and condition.</summary>
    [Input(Description = "The ways with their conditions.", UIHint = "flow-switch-editor")]
    public JsonElement Cases { get; set; }

    /// <summary>Whether the first or every case that holds is taken.</summary>
    [Input(Description = "Whether to take the first way whose condition holds, or every one.")]
    public Input<SwitchMode> Mode { get; set; } = new(SwitchMode.MatchFirst);

    void ICompiledActivity.Compile(ActivityCompilation compilation) =>
        cases = [.. JsonMembers.List(compilation.Json, "cases")
            .Where(json => json.ValueKind == JsonValueKind.Object)
            .Select((json, index) => (
                JsonMembers.Text(json, "label") ?? "",
                compilation.AddExpression($"Cases[{index}]", JsonMembers.Find(json, "condition") ?? WorkflowJson.Null, isDeferred: true)))];

    /// <inheritdoc/>
    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var burst = (BurstContext)context;
        var matches = new List<string>();
        foreach (var (label, condition) in cases)
        {
            if (!ValueConversion.To<bool>(await burst.EvaluateAsync(condition)))
                continue;
            matches.Add(label);
            if (context.Get(Mode) == SwitchMode.MatchFirst)
                break;
        }

        context.Complete(matches.Count > 0 ? [.. matches] : ["Default"]);
    }
}
