using ClarityConnect.Workflows.Engine.Activities.Composition;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Payloads;

namespace ClarityConnect.Workflows.Engine.Upgrades;

/// <summary>
/// Turns the state of an instance into one of another version of its definition: what is open goes on at the activity with the same id in the same
/// place, and what has completed stays completed. Where that cannot be, it says why.
/// </summary>
internal sealed class InstanceUpgrade
{
    private readonly InstanceState state;
    private readonly CompiledWorkflow source;
    private readonly CompiledWorkflow target;
    private readonly List<string> refusals = [];
    private readonly List<string> changes = [];
    private readonly List<string> notes = [];

    private InstanceUpgrade(InstanceState state, CompiledWorkflow source, CompiledWorkflow target)
    {
        this.state = state;
        this.source = source;
        this.target = target;
    }

    private string To => $"version {target.Version}";

    /// <summary>Makes the plan and carries the state over.</summary>
    /// <param name="state">The state, which is of no use any longer if the plan is refused.</param>
    /// <param name="source">The version that it is of.</param>
    /// <param name="target">The version that it is to be of.</param>
    public static UpgradePlan Run(InstanceState state, CompiledWorkflow source, CompiledWorkflow target)
    {
        var upgrade = new InstanceUpgrade(state, source, target);
        upgrade.Run();
        return new UpgradePlan
        {
            InstanceId = state.Id,
            FromVersion = source.Version,
            ToVersion = target.Version,
            Refusals = upgrade.refusals,
            Changes = upgrade.changes,
            Notes = upgrade.notes,
        };
    }

    private void Run()
    {
        if (source.DefinitionId != target.DefinitionId)
            refusals.Add($"It runs '{source.DisplayName}', and the version asked for is one of '{target.DisplayName}'.");
        else if (source.VersionId == target.VersionId)
            refusals.Add($"It runs {To} already.");
        else
            CarryOver();
    }

    private void CarryOver()
    {
        CompareActivities();
        RefuseWhatIsNotThere();
        if (refusals.Count > 0)
            return;
        NoteWhatScriptsMiss();
        NoteWhatWaitsOn();
        var before = state.Executions.Values.ToDictionary(execution => execution.Number, execution => source.Activities[execution.Node]);
        foreach (var execution in state.Executions.Values)
            Rebind(execution);
        foreach (var execution in state.Executions.Values.Where(execution => execution.StartedSequence > 0))
        {
            CarryVariables(execution, before[execution.Number]);
            if (target.Activities[execution.Node].Activity is IUpgradableContainer container)
                container.CarryOver(new ContainerUpgrade { State = state, Execution = execution, Source = before[execution.Number], Workflow = target, Refusals = refusals, Notes = notes });
        }

        CarryInputs();
        state.DefinitionVersionId = target.VersionId;
        state.Version = target.Version;
    }

    private void CompareActivities()
    {
        foreach (var activity in source.Activities.Skip(1))
        {
            var passed = HasRun(activity) && !IsOpen(activity) ? "; this run has passed it" : "";
            if (target.FindNode(activity.NodeId) is not { } other)
                changes.Add($"{activity.Title} is gone{passed}.");
            else if (!ActivityComparison.AreSame(activity, other))
                changes.Add($"{activity.Title} is changed{passed}.");
        }

        foreach (var activity in target.Activities.Where(activity => source.FindNode(activity.NodeId) is null))
        {
            changes.Add($"{activity.Title} is new.");
            var container = target.Activities[activity.Parent];
            if (container.Activity is Fork or Activities.Composition.Parallel && source.FindNode(container.NodeId) is { } started && IsOpen(started))
                notes.Add($"{activity.Title} is not run: {container.Title} began its branches before.");
        }
    }

    private void RefuseWhatIsNotThere()
    {
        var refused = new HashSet<int>();
        foreach (var execution in state.Executions.Values)
        {
            if (refused.Contains(execution.Parent) || WhyNotThere(execution) is not { } reason)
                continue;
            refused.Add(execution.Number);
            refusals.Add(reason);
        }
    }

    private string? WhyNotThere(ActivityExecution execution)
    {
        var activity = source.Activities[execution.Node];
        if (activity.Index > 0 && JsonMembers.Text(activity.Json, "id") is null)
            return $"{activity.Title} {Standing(execution)}, but has no id in the definition, so nobody can tell which activity of {To} it is.";
        if (target.FindNode(activity.NodeId) is { } same)
        {
            return same.Type == activity.Type
                ? null
                : $"{activity.Title} {Standing(execution)} as {activity.Type}, but in {To} it is {same.Type}.";
        }

        return target.Find(activity.Id) is { } moved
            ? $"{activity.Title} {Standing(execution)} in {source.Activities[activity.Parent].Title}, but in {To} it is in {target.Activities[moved.Parent].Title}."
            : $"{activity.Title} {Standing(execution)}, but {To} does not have it. Put it back with the same id, or let this run end on version {source.Version}.";
    }

    private string Standing(ActivityExecution execution) => execution.Status switch
    {
        ExecutionStatus.Scheduled => "is next",
        ExecutionStatus.Retrying => "is to be tried again",
        ExecutionStatus.Faulted => "failed and waits for a decision",
        _ => Waits(execution) ? "waits" : "is running",
    };

    private void Rebind(ActivityExecution execution)
    {
        execution.Node = Counterpart(execution.Node)!.Index;
        Rebind(execution.Repetitions);
        Rebind(execution.LastRuns);
    }

    private void Rebind(Dictionary<int, int> byNode)
    {
        var kept = byNode.Select(entry => (Node: Counterpart(entry.Key)?.Index, entry.Value)).Where(entry => entry.Node is not null).ToList();
        byNode.Clear();
        foreach (var (node, value) in kept)
            byNode[node!.Value] = value;
    }

    private void CarryVariables(ActivityExecution execution, CompiledActivity before)
    {
        var after = target.Activities[execution.Node];
        var renamed = (from old in before.Variables
                       join now in after.Variables on old.Id equals now.Id
                       where old.Name != now.Name && execution.Variables.ContainsKey(old.Name)
                       select (old, now, Value: execution.Variables[old.Name])).ToList();
        foreach (var (old, _, _) in renamed)
            execution.Variables.Remove(old.Name);
        foreach (var (old, now, value) in renamed)
        {
            execution.Variables[now.Name] = value;
            changes.Add($"The variable '{old.Name}' of {after.Title} is now '{now.Name}' and keeps its value.");
        }

        foreach (var variable in after.Variables)
        {
            if (execution.Variables.TryAdd(variable.Name, new StateValue(variable.Default)))
                changes.Add($"The variable '{variable.Name}' of {after.Title} is new and begins with its default.");
            else if (before.Variables.FirstOrDefault(old => old.Id == variable.Id) is { } old && HasOtherBeginning(old, variable))
                notes.Add($"The variable '{variable.Name}' of {after.Title} has another type or default, but keeps the value that it has.");
        }
    }

    private static bool HasOtherBeginning(VariableDeclaration old, VariableDeclaration now) =>
        old.TypeName != now.TypeName || old.IsArray != now.IsArray || !System.Text.Json.JsonElement.DeepEquals(old.Default, now.Default);

    private void CarryInputs()
    {
        // An instance that has not begun gets its inputs and their defaults when it begins.
        if (state.Executions.Count == 0)
            return;
        foreach (var (name, value) in target.InputDefaults)
        {
            if (state.Input.TryAdd(name, new StateValue(value)))
                changes.Add($"The input '{name}' is new and has its default.");
        }
    }

    private void NoteWhatWaitsOn()
    {
        foreach (var execution in state.Executions.Values.Where(Waits))
        {
            var activity = source.Activities[execution.Node];
            if (ActivityComparison.AreSame(activity, Counterpart(execution.Node)!))
                continue;
            var waitsFor = string.Join(", ", state.Bookmarks.Where(bookmark => bookmark.ExecutionNumber == execution.Number).Select(bookmark => bookmark.Key).Where(key => key.Length > 0).Select(key => $"'{key}'"));
            notes.Add($"{activity.Title} is changed, but goes on waiting{(waitsFor.Length > 0 ? $" for {waitsFor}" : "")} as version {source.Version} told it.");
        }
    }

    /// <summary>Outputs are kept only where a script of the version may read them.</summary>
    private void NoteWhatScriptsMiss()
    {
        foreach (var activity in source.Activities.Where(activity => HasRun(activity) && !IsOpen(activity)))
        {
            if (Counterpart(activity.Index)?.KeptOutputs.Except(activity.KeptOutputs).Any() == true)
                notes.Add($"A script of {To} may read the outputs of {activity.Title}, which version {source.Version} did not keep: it reads nothing. Use RetryFrom with this activity where they are needed.");
        }

        if (target.ReadsLastResult && !source.ReadsLastResult)
            notes.Add($"A script of {To} reads the last result, which version {source.Version} did not keep: it reads nothing until another activity has a result.");
        if (source.ContinuesWithIncidents && !target.ContinuesWithIncidents && state.Incidents.Exists(incident => !incident.IsResolved))
            notes.Add($"{To} does not go on with incidents, and this run has one that is open: it stops as faulted.");
    }

    private CompiledActivity? Counterpart(int node) => target.FindNode(source.Activities[node].NodeId);

    private bool HasRun(CompiledActivity activity) =>
        state.Executions.Values.Any(execution => execution.Node == activity.Parent && execution.Repetitions.GetValueOrDefault(activity.Index) > 0);

    private bool IsOpen(CompiledActivity activity) => state.Executions.Values.Any(execution => execution.Node == activity.Index);

    private bool Waits(ActivityExecution execution) => state.Bookmarks.Exists(bookmark => bookmark.ExecutionNumber == execution.Number);
}
