using ClarityConnect.Workflows.Engine.Activities.Composition;
using ClarityConnect.Workflows.Engine.Activities.Flow;
using ClarityConnect.Workflows.Engine.Activities.Http;

namespace ClarityConnect.Workflows.Engine.Definitions.Checks;

/// <summary>
/// Finds outcomes that lead nowhere although others of the activity lead somewhere, so that what takes them is dropped without a word. Not said of
/// decisions, whose other way is often none on purpose, nor of activities that only lead back, whose open outcome ends the loop, nor of outcomes
/// without which the activity tries again or goes on as usual.
/// </summary>
internal static class UnconnectedOutcomes
{
    private const string Done = "Done";

    private static readonly string[] MayBeOpen = [Done, StatusPorts.FailedToConnect, StatusPorts.Timeout, "Timed out"];

    public static IEnumerable<DefinitionFinding> Find(FlowchartView flowchart)
    {
        var connected = flowchart.Connections.ToLookup(connection => connection.Source, connection => connection.Port ?? Done);
        return
            from activity in flowchart.Activities
            where activity.Activity is not FlowDecision && LeadsOn(flowchart, activity)
            where !(IsAlwaysDone(activity) && connected[activity.Index].Contains(Done))
            from outcome in ActivityOutcomes.Of(activity).Except(connected[activity.Index]).Except(MayBeOpen)
            select activity.Warning(
                FindingCodes.UnconnectedOutcome,
                $"its outcome '{outcome}' leads nowhere, although others do: what takes it is dropped without a word.",
                $"Connect '{outcome}', if only with a Fault activity.");
    }

    private static bool LeadsOn(FlowchartView flowchart, CompiledActivity activity) =>
        flowchart.Graphs.Any(graph => graph.Outbound(activity.Index).Any(connection => !graph.IsBackward(connection, out _)));

    /// <summary>Whether it leaves by "Done" whatever other outcome it takes.</summary>
    private static bool IsAlwaysDone(CompiledActivity activity) => activity.Activity is FlowSendHttpRequest or DownloadHttpFile or BulkDispatchWorkflows;
}
