using ClarityConnect.Workflows.Engine.Upgrades;

namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>Carries the tokens of a token-based flowchart over to a changed drawing.</summary>
internal sealed class FlowTokenUpgrade(ContainerUpgrade upgrade, Flowchart before, Flowchart after, FlowGraph graph, HashSet<int> ahead)
{
    private readonly FlowTokens tokens = upgrade.Execution.GetState<FlowTokens>(TokenFlow.TokensState) ?? new FlowTokens();

    /// <summary>Whether the target of a connection ran more often than its source, so that a token that comes by it would run it again.</summary>
    public bool IsTooLate(FlowConnection connection) =>
        upgrade.Runs(connection.Target) > upgrade.Runs(connection.Source) - (upgrade.IsOpen(connection.Source) ? 1 : 0);

    public void Run()
    {
        upgrade.Execution.State[TokenFlow.TokensState] = tokens;
        foreach (var connection in before.Connections.Where(connection => after.Find(connection.Key) is null))
            Drop(connection);
        foreach (var connection in NewAndPassed().Where(connection => IsAwaited(connection.Target)).ToList())
            tokens.Emit(connection);
        foreach (var node in graph.Nodes.Where(node => !upgrade.IsOpen(node) && graph.AllInbound(node).Any(tokens.Waits) && !ahead.Contains(node)))
            upgrade.Refusals.Add($"{upgrade.NameOf(node)} has been reached already, but in {upgrade.Version} nothing more leads to it, so the run would stop before it.");
    }

    private void Drop(FlowConnection connection)
    {
        tokens.Blocked.Remove(connection.Key);
        var target = after.Activities.FirstOrDefault(activity => activity.Id == before.IdOf(connection.Target));
        var isLost = tokens.Waits(connection) && target is not null && !upgrade.IsOpen(target.Index);
        tokens.Consume(connection);
        if (!isLost)
            return;
        if (NewAndPassed().FirstOrDefault(other => other.Target == target!.Index && !tokens.Waits(other)) is { } instead)
            tokens.Emit(instead);
        else
            upgrade.Refusals.Add($"{target!.Title} was reached by a connection from '{before.IdOf(connection.Source)}', which {upgrade.Version} does not have, so it would wait for ever.");
    }

    /// <summary>New connections whose source this run has left behind.</summary>
    private IEnumerable<FlowConnection> NewAndPassed() => after.Connections.Where(connection => before.Find(connection.Key) is null && IsPassed(connection.Source, []));

    private bool IsPassed(int node, HashSet<int> seen)
    {
        if (ahead.Contains(node) || !seen.Add(node))
            return false;
        return upgrade.Runs(node) > 0
            || (before.Activities.All(activity => activity.Id != upgrade.Workflow.Activities[node].Id) && graph.Inbound(node).Any(connection => IsPassed(connection.Source, seen)));
    }

    /// <summary>Whether an activity that waits for every way to it is still to come.</summary>
    private bool IsAwaited(int node) =>
        ahead.Contains(node)
        && !upgrade.IsOpen(node)
        && TokenFlow.FixedMode(upgrade.Workflow.Activities[node]) is MergeMode.Merge or MergeMode.Converge
        && (upgrade.Runs(node) == 0 || graph.AllInbound(node).Any(tokens.Waits));
}
