using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>Runs the activities of the cases whose conditions hold, else the default; completes when the last of them has ended.</summary>
[Activity("Elsa", "Branching", "Runs the activities of the cases whose conditions hold.")]
public sealed class Switch : Activity, ICompiledActivity
{
    private (string Label, CompiledInput Condition, ActivityPort? Activity)[] cases = [];

    /// <summary>The cases: label, condition and activity.</summary>
    [Input(Description = "The cases with their conditions.", UIHint = "switch-editor")]
    public JsonElement Cases { get; set; }

    /// <summary>Whether the first or every case that holds is taken.</summary>
    [Input(Description = "Whether to run the first case whose condition holds, or every one.")]
    public Input<SwitchMode> Mode { get; set; } = new(SwitchMode.MatchFirst);

    /// <summary>The labels of the cases that were taken.</summary>
    [Output(Description = "The labels of the cases that were taken.")]
    public Output<object> Output { get; set; } = new();

    /// <summary>Runs where no case holds.</summary>
    public ActivityPort? Default { get; set; }

    void ICompiledActivity.Compile(ActivityCompilation compilation) =>
        cases = [.. JsonMembers.List(compilation.Json, "cases")
            .Where(json => json.ValueKind == JsonValueKind.Object)
            .Select((json, index) => (
                JsonMembers.Text(json, "label") ?? "",
                compilation.AddExpression($"Cases[{index}]", JsonMembers.Find(json, "condition") ?? WorkflowJson.Null, isDeferred: true),
                JsonMembers.Find(json, "activity") is { ValueKind: JsonValueKind.Object } child ? compilation.AddPort(child) : null))];

    /// <inheritdoc/>
    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var burst = (BurstContext)context;
        var taken = new List<string>();
        foreach (var (label, condition, activity) in cases)
        {
            if (!ValueConversion.To<bool>(await burst.EvaluateAsync(condition)))
                continue;
            taken.Add(label);
            if (activity is not null)
                context.Schedule(activity);
            if (context.Get(Mode) == SwitchMode.MatchFirst)
                break;
        }

        context.Set(Output, taken);
        if (taken.Count == 0 && Default is not null)
            context.Schedule(Default);
        burst.CompleteWithLastChild();
    }

    /// <inheritdoc/>
    protected internal override ValueTask OnChildCompletedAsync(ActivityExecutionContext context, ChildCompletion completion)
    {
        ((BurstContext)context).CompleteWithLastChild();
        return ValueTask.CompletedTask;
    }
}
