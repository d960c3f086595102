namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>What a join waits for.</summary>
public enum FlowJoinMode
{
    /// <summary>All inbound connections must be followed.</summary>
    WaitAll,

    /// <summary>The first inbound connection that is followed; what still runs before the join is cancelled.</summary>
    WaitAny,

    /// <summary>All inbound connections that can still be followed.</summary>
    WaitAllActive,
}
