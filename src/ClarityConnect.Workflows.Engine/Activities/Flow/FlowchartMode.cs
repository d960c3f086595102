namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>How a flowchart decides what runs next.</summary>
public enum FlowchartMode
{
    /// <summary>By counting visits of connections, taken or not: Elsa's default.</summary>
    CounterBased,

    /// <summary>By tokens that travel along the connections taken, merged as each activity's merge mode says.</summary>
    TokenBased,
}
