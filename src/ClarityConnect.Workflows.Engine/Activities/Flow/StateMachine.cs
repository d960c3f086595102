using System.Globalization;
using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>
/// Is in one of several named states and goes from one to another when a transition's trigger completes and its condition holds. It completes in a
/// state that no transition leaves.
/// </summary>
[Activity("Elsa", "Flow", "Is in one of several states, and goes from one to another when something happens.", DisplayName = "State machine")]
public sealed class StateMachine : Activity, ICompiledActivity
{
    private const string CurrentState = "state";
    private const string CurrentPhase = "phase";
    private const string CurrentTransition = "transition";

    private readonly Dictionary<string, State> states = new(StringComparer.Ordinal);
    private Transition[] transitions = [];
    private string? first;

    /// <summary>The state it begins in; the first if empty.</summary>
    [Input(DisplayName = "Initial state", Description = "The state to begin in; the first if empty.")]
    public string? InitialState { get; set; }

    /// <summary>The states: name, entry and exit activity.</summary>
    [Input(Description = "The states.")]
    public JsonElement States { get; set; }

    /// <summary>The transitions: name, from, to, trigger, condition and action.</summary>
    [Input(Description = "The ways from state to state.")]
    public JsonElement Transitions { get; set; }

    private enum Phase
    {
        Entering,
        Waiting,
        Leaving,
        Acting,
    }

    void ICompiledActivity.Compile(ActivityCompilation compilation)
    {
        foreach (var json in JsonMembers.List(compilation.Json, "states").Where(json => json.ValueKind == JsonValueKind.Object))
        {
            var name = JsonMembers.Text(json, "name") ?? "";
            first ??= name;
            states[name] = new State(Port(compilation, json, "entry"), Port(compilation, json, "exit"));
        }

        transitions =
        [
            .. JsonMembers.List(compilation.Json, "transitions").Where(json => json.ValueKind == JsonValueKind.Object).Select((json, index) => new Transition(
                JsonMembers.Text(json, "from") ?? "",
                JsonMembers.Text(json, "to") ?? "",
                Port(compilation, json, "trigger"),
                Port(compilation, json, "action"),
                JsonMembers.Find(json, "condition") is { ValueKind: JsonValueKind.Object } condition
                    ? compilation.AddExpression($"Transitions[{index}]", JsonMembers.Find(condition, "expression") ?? condition, isDeferred: true)
                    : null)),
        ];
    }

    /// <inheritdoc/>
    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if ((InitialState ?? first) is { } state)
            await EnterAsync((BurstContext)context, state);
        else
            context.Complete();
    }

    /// <inheritdoc/>
    protected internal override async ValueTask OnChildCompletedAsync(ActivityExecutionContext context, ChildCompletion completion)
    {
        var burst = (BurstContext)context;
        switch (context.GetState<Phase>(CurrentPhase))
        {
            case Phase.Entering:
                await WaitAsync(burst);
                break;
            case Phase.Waiting:
                await TriggeredAsync(burst, int.Parse(completion.Tag!, CultureInfo.InvariantCulture));
                break;
            case Phase.Leaving:
                await ActAsync(burst);
                break;
            default:
                await EnterAsync(burst, transitions[context.GetState<int>(CurrentTransition)].To);
                break;
        }
    }

    private async ValueTask EnterAsync(BurstContext context, string state)
    {
        if (!states.TryGetValue(state, out var entered))
            throw new ActivityException(FailureKind.Misconfigured, $"The state machine has no state '{state}'. Correct the transition that leads to it.");
        context.SetState(CurrentState, state);
        context.SetState(CurrentPhase, Phase.Entering);
        if (entered.Entry is null)
            await WaitAsync(context);
        else
            context.Schedule(entered.Entry, "entry");
    }

    private async ValueTask WaitAsync(BurstContext context)
    {
        context.SetState(CurrentPhase, Phase.Waiting);
        var state = context.GetState<string>(CurrentState);
        var leaving = Enumerable.Range(0, transitions.Length).Where(index => transitions[index].From == state).ToList();
        foreach (var index in leaving.Where(index => transitions[index].Trigger is null))
        {
            if (!await HoldsAsync(context, transitions[index]))
                continue;
            await LeaveAsync(context, index);
            return;
        }

        if (leaving.Count > 0 && leaving.TrueForAll(index => transitions[index].Trigger is null))
            throw new ActivityException(FailureKind.InvalidData, $"No condition of a transition from state '{state}' holds, and none of them waits for anything.");
        foreach (var index in leaving.Where(index => transitions[index].Trigger is not null))
            context.Schedule(transitions[index].Trigger!, index.ToString(CultureInfo.InvariantCulture));
        if (leaving.Count == 0)
            context.Complete();
    }

    private async ValueTask TriggeredAsync(BurstContext context, int index)
    {
        if (await HoldsAsync(context, transitions[index]))
            await LeaveAsync(context, index);
        else
            context.Schedule(transitions[index].Trigger!, index.ToString(CultureInfo.InvariantCulture));
    }

    private async ValueTask LeaveAsync(BurstContext context, int index)
    {
        foreach (var waiting in context.Children.ToList())
            context.Cancel(waiting);
        context.SetState(CurrentTransition, index);
        context.SetState(CurrentPhase, Phase.Leaving);
        if (states.TryGetValue(context.GetState<string>(CurrentState)!, out var left) && left.Exit is not null)
            context.Schedule(left.Exit, "exit");
        else
            await ActAsync(context);
    }

    private async ValueTask ActAsync(BurstContext context)
    {
        context.SetState(CurrentPhase, Phase.Acting);
        var transition = transitions[context.GetState<int>(CurrentTransition)];
        if (transition.Action is null)
            await EnterAsync(context, transition.To);
        else
            context.Schedule(transition.Action, "action");
    }

    private static async ValueTask<bool> HoldsAsync(BurstContext context, Transition transition) =>
        transition.Condition is null || ValueConversion.To<bool>(await context.EvaluateAsync(transition.Condition));

    private static ActivityPort? Port(ActivityCompilation compilation, JsonElement json, string name) =>
        JsonMembers.Find(json, name) is { ValueKind: JsonValueKind.Object } child ? compilation.AddPort(child) : null;

    private sealed record State(ActivityPort? Entry, ActivityPort? Exit);

    private sealed record Transition(string From, string To, ActivityPort? Trigger, ActivityPort? Action, CompiledInput? Condition);
}
