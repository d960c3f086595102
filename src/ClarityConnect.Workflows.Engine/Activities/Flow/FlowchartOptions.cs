namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>How flowcharts run that do not say it themselves by <c>customProperties["Flowchart:ExecutionMode"]</c>, on the flowchart or the definition.</summary>
public sealed class FlowchartOptions
{
    /// <summary>The mode. An instance keeps the one that it began with.</summary>
    /// <value>Default <see cref="FlowchartMode.CounterBased"/>.</value>
    public FlowchartMode DefaultExecutionMode { get; set; }
}
