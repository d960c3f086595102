namespace ClarityConnect.Workflows.Engine.Reviews;

/// <summary>Where a review item stands.</summary>
public enum ReviewState
{
    /// <summary>It waits for somebody to decide.</summary>
    Open,

    /// <summary>Somebody has decided.</summary>
    Decided,

    /// <summary>Nobody decided in time, and the workflow went on.</summary>
    TimedOut,

    /// <summary>Its reason is gone, as where a later reconciliation found the missing entry.</summary>
    Withdrawn,
}
