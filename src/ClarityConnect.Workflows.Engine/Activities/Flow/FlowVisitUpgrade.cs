using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Upgrades;

namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>Carries the visits of a flowchart that counts them over to a changed drawing.</summary>
internal sealed class FlowVisitUpgrade
{
    private readonly ContainerUpgrade upgrade;
    private readonly Flowchart before;
    private readonly Flowchart after;
    private readonly FlowGraph graph;
    private readonly FlowScope scope;

    /// <summary>Activities for which something has arrived by a connection that is gone: what takes its place counts as followed.</summary>
    private readonly HashSet<int> awaited = [];

    public FlowVisitUpgrade(ContainerUpgrade upgrade, Flowchart before, Flowchart after, FlowGraph graph)
    {
        this.upgrade = upgrade;
        this.before = before;
        this.after = after;
        this.graph = graph;
        scope = upgrade.Execution.GetState<FlowScope>(Flowchart.ScopeState) ?? new FlowScope();
        upgrade.Execution.State[Flowchart.ScopeState] = scope;
    }

    /// <summary>Whether the target of a connection was visited more often than its source was left, so that a visit by it would count for nothing.</summary>
    public bool IsTooLate(FlowConnection connection) =>
        FlowJoin.FixedMode(upgrade.Workflow.Activities[connection.Target]) != FlowJoinMode.WaitAny
        && scope.VisitsOf(after.IdOf(connection.Target)) + (upgrade.IsOpen(connection.Target) ? 1 : 0) > PassesOf(after.IdOf(connection.Source));

    public void Run(CompiledActivity entry, bool isEntryNew)
    {
        var passes = after.Activities.ToDictionary(activity => activity.Index, activity => PassesOf(activity.Id));
        DropWhatIsGone();
        foreach (var connection in after.Connections.Where(connection => before.Find(connection.Key) is null))
            Mark(connection, passes[connection.Source]);
        if (isEntryNew && passes[entry.Index] == 0 && !upgrade.IsOpen(entry.Index))
            Skip(entry.Index, 1);
        while (after.Activities.Any(SkipIfPassed))
        {
        }
    }

    /// <summary>How often an activity was left: what goes back to it is not counted with its own visits, but with those of its connections.</summary>
    private long PassesOf(string activity)
    {
        var node = before.Activities.FirstOrDefault(other => other.Id == activity)?.Index;
        return before.Connections.Where(connection => connection.Source == node).Select(scope.VisitsOf).Append(scope.VisitsOf(activity)).Max();
    }

    private void DropWhatIsGone()
    {
        foreach (var connection in before.Connections.Where(connection => after.Find(connection.Key) is null))
        {
            var target = after.Activities.FirstOrDefault(activity => activity.Id == before.IdOf(connection.Target));
            if (target is not null && scope.WasFollowed(connection) && scope.VisitsOf(connection) > scope.VisitsOf(target.Id))
                awaited.Add(target.Index);
            scope.Connections.Remove(connection.Key);
        }

        foreach (var id in scope.Activities.Keys.Where(id => after.Activities.All(activity => activity.Id != id)).ToList())
            scope.Activities.Remove(id);
    }

    private void Mark(FlowConnection connection, long visits)
    {
        if (visits == 0)
            return;
        // A join that wants every branch would never run because of one that this run has passed.
        var counts = awaited.Contains(connection.Target) || FlowJoin.FixedMode(upgrade.Workflow.Activities[connection.Target]) == FlowJoinMode.WaitAll;
        scope.Connections[connection.Key] = counts ? visits : -visits;
    }

    /// <returns>Whether the activity was skipped, so that others may be to skip after it.</returns>
    private bool SkipIfPassed(CompiledActivity activity)
    {
        var node = activity.Index;
        var inbound = graph.Inbound(node);
        if (inbound.Count == 0 || upgrade.IsOpen(node))
            return false;
        var visits = inbound.Min(scope.VisitsOf);
        if (visits <= scope.VisitsOf(activity.Id))
            return false;
        var mode = FlowJoin.FixedMode(activity);
        if (mode == FlowJoinMode.WaitAll ? inbound.All(scope.WasFollowed) : inbound.Any(scope.WasFollowed))
            upgrade.Refusals.Add($"{activity.Title} has all that it waits for in {upgrade.Version}, but nothing is left that would lead to it, so the run would stop before it.");
        Skip(node, visits);
        return true;
    }

    private void Skip(int node, long visits)
    {
        var id = upgrade.Workflow.Activities[node].Id;
        var more = visits - scope.VisitsOf(id);
        scope.Forget(id, visits);
        foreach (var connection in graph.Outbound(node))
            Mark(connection, scope.VisitsOf(connection) + more);
    }
}
