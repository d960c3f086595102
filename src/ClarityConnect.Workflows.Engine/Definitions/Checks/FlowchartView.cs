using ClarityConnect.Workflows.Engine.Activities.Flow;
using ClarityConnect.Workflows.Sdk.Triggers;

namespace ClarityConnect.Workflows.Engine.Definitions.Checks;

/// <summary>A flowchart as checks look at it: its graph from each activity with which it may begin.</summary>
internal sealed class FlowchartView
{
    private FlowchartView(CompiledWorkflow workflow, CompiledActivity container, Flowchart flowchart)
    {
        (Workflow, Container, Activities, Connections, Mode) = (workflow, container, flowchart.Activities, flowchart.Connections, flowchart.Mode);
        var triggers = Activities.Where(activity => activity is { CanStartWorkflow: true, Activity: Trigger });
        Graphs = flowchart.EntryFor(null) is { } entry
            ? [.. triggers.Prepend(entry).Distinct().Select(start => new FlowGraph(Connections, start.Index))]
            : [];
    }

    public CompiledWorkflow Workflow { get; }

    public CompiledActivity Container { get; }

    public IReadOnlyList<CompiledActivity> Activities { get; }

    public IReadOnlyList<FlowConnection> Connections { get; }

    public FlowchartMode Mode { get; }

    /// <summary>One graph for each way in which the flowchart may begin.</summary>
    public IReadOnlyList<FlowGraph> Graphs { get; }

    public static IEnumerable<FlowchartView> AllOf(CompiledWorkflow workflow) =>
        workflow.Activities.Where(activity => activity is { IsEmbedded: false, Activity: Flowchart }).Select(activity => new FlowchartView(workflow, activity, (Flowchart)activity.Activity));

    public CompiledActivity Activity(int index) => Workflow.Activities[index];
}
