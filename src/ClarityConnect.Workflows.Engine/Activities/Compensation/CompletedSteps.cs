using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Expressions;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Engine.Upgrades;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Compensation;

/// <summary>
/// The completed steps of an instance that can be undone, kept with the instance's outermost execution: for each the activity that undoes it, and the
/// variables of the scopes that are gone by then, such as a loop's current item.
/// </summary>
internal sealed class CompletedSteps
{
    private const string StepsState = "completedSteps";

    private readonly BurstContext current;
    private readonly BurstContext root;

    private CompletedSteps(BurstContext current)
    {
        this.current = current;
        root = current.Root;
    }

    public static CompletedSteps Of(BurstContext context) => new(context);

    /// <summary>Refuses an upgrade that would lose what undoes a completed step.</summary>
    public static void CarryOver(ContainerUpgrade upgrade)
    {
        foreach (var node in (upgrade.Execution.GetState<List<string>>(StepsState) ?? []).Select(step => step.Split(':', 2)[1]))
        {
            if (upgrade.Workflow.FindNode(node) is null)
                upgrade.Refusals.Add($"'{node.Split(':')[^1]}' undoes a step that has completed, but {upgrade.Version} does not have it.");
        }
    }

    public void Add(ActivityPort compensation)
    {
        var steps = root.GetState<List<string>>(StepsState) ?? [];
        var number = root.GetState<int>("stepsEver");
        root.SetState("stepsEver", number + 1);
        steps.Add($"{number}:{current.Workflow.Activities[compensation.Node].NodeId}");
        root.SetState(StepsState, steps);
        foreach (var (name, value) in VariableScopes.Visible(current.State, current.Execution))
        {
            if (!root.Execution.Variables.ContainsKey(name))
                root.Execution.Variables[Name(number, name)] = value;
        }
    }

    /// <summary>Schedules what undoes the step that completed last.</summary>
    /// <returns>Whether there was one.</returns>
    public bool TryUndoLast()
    {
        var steps = root.GetState<List<string>>(StepsState) ?? [];
        if (steps.Count == 0)
            return false;
        var parts = steps[^1].Split(':', 2);
        steps.RemoveAt(steps.Count - 1);
        root.SetState(StepsState, steps);
        var number = int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture);
        if (current.Workflow.FindNode(parts[1]) is not { } activity)
            return TryUndoLast();
        current.ScheduleNode(activity.Index, $"undo{number}", TakeVariables(number));
        return true;
    }

    private Dictionary<string, StateValue> TakeVariables(int number)
    {
        var prefix = Name(number, "");
        var taken = new Dictionary<string, StateValue>();
        foreach (var (name, value) in root.Execution.Variables.Where(variable => variable.Key.StartsWith(prefix, StringComparison.Ordinal)).ToList())
        {
            taken[name[prefix.Length..]] = value;
            root.Execution.Variables.Remove(name);
        }

        return taken;
    }

    private static string Name(int number, string variable) => $"{VariableScopes.HiddenPrefix}step{number}:{variable}";
}
