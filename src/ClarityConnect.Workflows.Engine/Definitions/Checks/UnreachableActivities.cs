namespace ClarityConnect.Workflows.Engine.Definitions.Checks;

/// <summary>Finds activities of flowcharts that no way from the start leads to.</summary>
internal static class UnreachableActivities
{
    public static IEnumerable<DefinitionFinding> Find(FlowchartView flowchart) =>
        flowchart.Activities
            .Where(activity => flowchart.Graphs.All(graph => graph.IsDangling(activity.Index)))
            .Select(activity => activity.Warning(
                FindingCodes.UnreachableActivity,
                $"no way from the start of '{flowchart.Container.Name}' leads here, so it never runs.",
                "Connect it, or remove it."));
}
