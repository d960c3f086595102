using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Upgrades;

namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>
/// Makes the state of a running flowchart fit a changed drawing. What comes before the open activities counts as passed: new connections from there
/// were visited and not followed, so that no join waits for them, and new activities there are skipped.
/// </summary>
internal sealed class FlowUpgrade
{
    private readonly ContainerUpgrade upgrade;
    private readonly Flowchart before;
    private readonly Flowchart after;

    private FlowUpgrade(ContainerUpgrade upgrade, Flowchart before, Flowchart after)
    {
        this.upgrade = upgrade;
        this.before = before;
        this.after = after;
    }

    public static void Run(ContainerUpgrade upgrade, Flowchart after)
    {
        if (upgrade.Execution.GetState<string>(Flowchart.EntryState) is { } entry)
            new FlowUpgrade(upgrade, (Flowchart)upgrade.Source.Activity, after).Run(entry);
    }

    private void Run(string entryId)
    {
        if (EntryFor(entryId) is not { } entry)
        {
            upgrade.Refusals.Add($"Nothing in {upgrade.NameOf(upgrade.Execution.Node)} of {upgrade.Version} leads from its beginning to all of {Open()}.");
            return;
        }

        var graph = after.GraphFrom(entry.Index);
        RefuseWhatTurnedRound(entryId, graph);
        var ahead = upgrade.Execution.Children.Values.SelectMany(child => graph.Descendants(child.Node)).ToHashSet();
        var isTokenBased = upgrade.Execution.GetState<FlowchartMode>(Flowchart.ModeState) == FlowchartMode.TokenBased;
        if ((after.Mode == FlowchartMode.TokenBased) != isTokenBased)
            upgrade.Notes.Add($"{upgrade.NameOf(upgrade.Execution.Node)} goes on in the mode in which it began, not in that of {upgrade.Version}.");
        if (isTokenBased)
        {
            var tokens = new FlowTokenUpgrade(upgrade, before, after, graph, ahead);
            if (!RefuseWhatComesTooLate(graph, ahead, tokens.IsTooLate))
                tokens.Run();
        }
        else
        {
            var visits = new FlowVisitUpgrade(upgrade, before, after, graph);
            if (!RefuseWhatComesTooLate(graph, ahead, visits.IsTooLate))
                visits.Run(entry, isEntryNew: entry.Id != entryId);
        }

        upgrade.Execution.State[Flowchart.EntryState] = entry.Id;
    }

    private string Open() => string.Join(", ", upgrade.Execution.Children.Values.Select(child => upgrade.NameOf(child.Node)));

    /// <summary>The old entry, or else the one at which the new drawing would begin: the first from which everything open is reached.</summary>
    private CompiledActivity? EntryFor(string entryId) =>
        new[] { after.Activities.FirstOrDefault(activity => activity.Id == entryId), after.EntryFor(upgrade.State.TriggerActivityId) }
            .OfType<CompiledActivity>()
            .FirstOrDefault(entry => upgrade.Execution.Children.Values.All(child => !after.GraphFrom(entry.Index).IsDangling(child.Node)));

    /// <summary>A connection that goes back in one version and forward in the other would count visits that were not counted.</summary>
    private void RefuseWhatTurnedRound(string entryId, FlowGraph graph)
    {
        var old = before.GraphFrom(before.Activities.First(activity => activity.Id == entryId).Index);
        foreach (var connection in before.Connections)
        {
            if (after.Find(connection.Key) is not { } same || old.IsDangling(connection.Source) || graph.IsDangling(same.Source))
                continue;
            if (old.IsBackward(connection, out _) != graph.IsBackward(same, out _))
                upgrade.Refusals.Add($"The connection from {upgrade.NameOf(same.Source)} to {upgrade.NameOf(same.Target)} went {Way(old, connection)} and goes {Way(graph, same)} in {upgrade.Version}.");
        }
    }

    private static string Way(FlowGraph graph, FlowConnection connection) => graph.IsBackward(connection, out _) ? "back" : "forward";

    /// <summary>A new connection from what is ahead to what this run has passed would either run that again, or end the flow there.</summary>
    private bool RefuseWhatComesTooLate(FlowGraph graph, HashSet<int> ahead, Func<FlowConnection, bool> isTooLate)
    {
        var late = after.Connections
            .Where(connection => before.Find(connection.Key) is null && ahead.Contains(connection.Source) && !graph.IsBackward(connection, out _) && isTooLate(connection))
            .ToList();
        foreach (var connection in late)
            upgrade.Refusals.Add($"This run has come to {upgrade.NameOf(connection.Target)} or past it, but in {upgrade.Version} that comes after {upgrade.NameOf(connection.Source)}, which is still ahead.");
        return late.Count > 0;
    }
}
