namespace ClarityConnect.Workflows.Engine.Execution;

/// <summary>What came of the commit of a burst.</summary>
public enum CommitOutcome
{
    /// <summary>The lease was lost, or the burst was written before: nothing was written.</summary>
    LeaseLost,

    /// <summary>All of it was written.</summary>
    Written,

    /// <summary>All of it was written; and somebody asked in the meantime to cancel the instance, whose burst goes on.</summary>
    CancelRequested,
}
