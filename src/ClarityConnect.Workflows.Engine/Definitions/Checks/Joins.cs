using ClarityConnect.Workflows.Engine.Activities.Flow;

namespace ClarityConnect.Workflows.Engine.Definitions.Checks;

/// <summary>
/// Finds joins that wait for every branch where two of them never come together: both begin at different outcomes of an activity that takes only
/// one. What is said is certain; a join that some expression keeps from running is not found.
/// </summary>
internal static class Joins
{
    public static IEnumerable<DefinitionFinding> Find(FlowchartView flowchart)
    {
        foreach (var join in flowchart.Activities.Where(activity => activity.Activity is FlowJoin))
        {
            var inbound = flowchart.Connections.Where(connection => connection.Target == join.Index).ToList();
            if (inbound.Count > 0 && inbound.TrueForAll(connection => connection.Source == join.Index))
                yield return NeverFires(join, "only the join itself leads to it.", "Connect the branches that it is to bring together.");
            else if (WaitsForAll(flowchart, join) && flowchart.Graphs.FirstOrDefault(graph => !graph.IsDangling(join.Index)) is { } graph && Exclusive(flowchart, graph, join) is { } choice)
                yield return NeverFires(join, $"it waits for every branch, but '{choice.Name}' ({choice.Id}) takes only one of the ways that lead here.", Advice(flowchart));
        }
    }

    /// <summary>A token-based flowchart waits for every branch in both modes.</summary>
    private static bool WaitsForAll(FlowchartView flowchart, CompiledActivity join) =>
        join.Inputs.FirstOrDefault(input => input.Name == nameof(FlowJoin.Mode)) is { Kind: ExpressionKind.Literal, Converted: FlowJoinMode mode }
        && (mode == FlowJoinMode.WaitAll || (mode == FlowJoinMode.WaitAllActive && flowchart.Mode == FlowchartMode.TokenBased));

    private static string Advice(FlowchartView flowchart) => flowchart.Mode == FlowchartMode.TokenBased
        ? "Let it wait for any branch (WaitAny)."
        : "Let it wait for the branches that are taken (WaitAllActive), or for any (WaitAny).";

    private static DefinitionFinding NeverFires(CompiledActivity join, string message, string advice) =>
        join.Warning(FindingCodes.JoinNeverFires, $"the join never fires: {message}", advice);

    /// <summary>The activity that lets only one of two inbound connections be followed; null if there is none for sure.</summary>
    private static CompiledActivity? Exclusive(FlowchartView flowchart, FlowGraph graph, CompiledActivity join)
    {
        var inbound = graph.Inbound(join.Index);
        foreach (var choice in graph.Ancestors(join.Index).Select(flowchart.Activity).Where(TakesOne))
        {
            var after = graph.Descendants(choice.Index);
            if (flowchart.Connections.Any(connection => graph.IsBackward(connection, out _) && connection.Target != choice.Index && after.Contains(connection.Target)))
                continue;
            var ways = inbound.Select(connection => OutcomesTo(graph, choice.Index, connection)).ToList();
            if (ways.Where((one, i) => one is not null && ways.Skip(i + 1).Any(other => other is not null && !one.Overlaps(other))).Any())
                return choice;
        }

        return null;
    }

    private static bool TakesOne(CompiledActivity activity) => activity.Activity switch
    {
        FlowDecision => true,
        FlowSwitch => activity.Inputs.FirstOrDefault(input => input.Name == nameof(FlowSwitch.Mode)) is { Kind: ExpressionKind.Literal, Converted: SwitchMode.MatchFirst },
        _ => false,
    };

    /// <summary>The outcomes of a choice by which a connection is reached; null if it is also reached without the choice.</summary>
    private static HashSet<string>? OutcomesTo(FlowGraph graph, int choice, FlowConnection connection)
    {
        if (connection.Source == choice)
            return [connection.Port ?? "Done"];
        if (!graph.PassesThrough(choice, connection.Source))
            return null;
        return [.. graph.Outbound(choice)
            .Where(way => !graph.IsBackward(way, out _) && (way.Target == connection.Source || graph.Descendants(way.Target).Contains(connection.Source)))
            .Select(way => way.Port ?? "Done")];
    }
}
