using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Upgrades;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>
/// Is in one of several named states and goes from one to another when a transition's trigger completes and its condition holds. It completes in a
/// state that no transition leaves.
/// </summary>
[Activity("Elsa", "Flow", "Is in one of several states, and goes from one to another when something happens.", DisplayName = "State machine")]
public sealed class StateMachine : Activity, ICompiledActivity, IUpgradableContainer
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

    void IUpgradableContainer.CarryOver(ContainerUpgrade upgrade)
    {
        var machine = upgrade.NameOf(upgrade.Execution.Node);
        var state = upgrade.Execution.GetState<string>(CurrentState);
        var phase = upgrade.Execution.GetState<Phase>(CurrentPhase);
        var leaving = transitions.Where(transition => transition.From == state).ToList();
        if (state is not null && !states.ContainsKey(state))
            upgrade.Refusals.Add($"{machine} is in the state '{state}', which {upgrade.Version} does not have.");
        else if (phase is Phase.Leaving or Phase.Acting && !transitions.Any(transition => transition.Key == upgrade.Execution.GetState<string>(CurrentTransition)))
            upgrade.Refusals.Add($"{machine} is on its way from the state '{state}' to another, and {upgrade.Version} does not have this way.");
        if (phase != Phase.Waiting)
            return;
        foreach (var open in upgrade.Execution.Children.Values.Where(child => !leaving.Exists(transition => transition.Trigger?.Node == child.Node)))
            upgrade.Refusals.Add($"{upgrade.NameOf(open.Node)} leads out of the state '{state}' of {machine}, but not in {upgrade.Version}.");
        var known = ((StateMachine)upgrade.Source.Activity).transitions.Select(transition => transition.Key).ToHashSet();
        foreach (var transition in leaving.Where(transition => !known.Contains(transition.Key) && (transition.Trigger is null || !upgrade.IsOpen(transition.Trigger.Node))))
            upgrade.Notes.Add($"The new way from the state '{state}' of {machine} to '{transition.To}' is open only when the state is entered the next time.");
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
                await TriggeredAsync(burst, transitions.First(transition => transition.Trigger?.ActivityId == completion.ActivityId));
                break;
            case Phase.Leaving:
                await ActAsync(burst);
                break;
            default:
                await EnterAsync(burst, TransitionOf(burst).To);
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
        var leaving = transitions.Where(transition => transition.From == state).ToList();
        foreach (var transition in leaving.Where(transition => transition.Trigger is null))
        {
            if (!await HoldsAsync(context, transition))
                continue;
            await LeaveAsync(context, transition);
            return;
        }

        if (leaving.Count > 0 && leaving.TrueForAll(transition => transition.Trigger is null))
            throw new ActivityException(FailureKind.InvalidData, $"No condition of a transition from state '{state}' holds, and none of them waits for anything.");
        foreach (var transition in leaving.Where(transition => transition.Trigger is not null))
            context.Schedule(transition.Trigger!);
        if (leaving.Count == 0)
            context.Complete();
    }

    private async ValueTask TriggeredAsync(BurstContext context, Transition transition)
    {
        if (await HoldsAsync(context, transition))
            await LeaveAsync(context, transition);
        else
            context.Schedule(transition.Trigger!);
    }

    private async ValueTask LeaveAsync(BurstContext context, Transition transition)
    {
        foreach (var waiting in context.Children.ToList())
            context.Cancel(waiting);
        context.SetState(CurrentTransition, transition.Key);
        context.SetState(CurrentPhase, Phase.Leaving);
        if (states.TryGetValue(context.GetState<string>(CurrentState)!, out var left) && left.Exit is not null)
            context.Schedule(left.Exit, "exit");
        else
            await ActAsync(context);
    }

    private async ValueTask ActAsync(BurstContext context)
    {
        context.SetState(CurrentPhase, Phase.Acting);
        var transition = TransitionOf(context);
        if (transition.Action is null)
            await EnterAsync(context, transition.To);
        else
            context.Schedule(transition.Action, "action");
    }

    private Transition TransitionOf(BurstContext context)
    {
        var key = context.GetState<string>(CurrentTransition);
        return transitions.First(transition => transition.Key == key);
    }

    private static async ValueTask<bool> HoldsAsync(BurstContext context, Transition transition) =>
        transition.Condition is null || ValueConversion.To<bool>(await context.EvaluateAsync(transition.Condition));

    private static ActivityPort? Port(ActivityCompilation compilation, JsonElement json, string name) =>
        JsonMembers.Find(json, name) is { ValueKind: JsonValueKind.Object } child ? compilation.AddPort(child) : null;

    private sealed record State(ActivityPort? Entry, ActivityPort? Exit);

    private sealed record Transition(string From, string To, ActivityPort? Trigger, ActivityPort? Action, CompiledInput? Condition)
    {
        /// <summary>Its name in the checkpoint, which does not depend on its place in the list.</summary>
        public string Key => $"{From}>{To}:{Trigger?.ActivityId}:{Action?.ActivityId}";
    }
}
