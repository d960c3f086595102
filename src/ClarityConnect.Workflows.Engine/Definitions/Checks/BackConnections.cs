namespace ClarityConnect.Workflows.Engine.Definitions.Checks;

/// <summary>Finds connections back to an activity that their source can be reached without: following one fails the instance.</summary>
internal static class BackConnections
{
    public static IEnumerable<DefinitionFinding> Find(FlowchartView flowchart)
    {
        foreach (var connection in flowchart.Connections)
        {
            var reaching = flowchart.Graphs.Where(graph => !graph.IsDangling(connection.Source)).ToList();
            if (reaching.Count == 0 || !reaching.TrueForAll(graph => graph.IsBackward(connection, out var isValid) && !isValid))
                continue;
            var target = flowchart.Activity(connection.Target);
            yield return flowchart.Activity(connection.Source).Warning(
                FindingCodes.InvalidBackConnection,
                $"its connection from '{connection.Port ?? "Done"}' goes back to '{target.Name}' ({target.Id}), but there is a way here that does not pass '{target.Name}'. Following it fails the instance.",
                $"Lead the connection back to an activity that every way here passes, or bring the ways together before '{target.Name}'.");
        }
    }
}
