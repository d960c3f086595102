namespace ClarityConnect.Workflows.Engine.Snapshots;

/// <summary>What came of storing an instance from a snapshot.</summary>
public enum SnapshotOutcome
{
    /// <summary>All of it was written.</summary>
    Written,

    /// <summary>There is an instance of this id; nothing was written.</summary>
    Exists,

    /// <summary>Something in it is not as the tables demand, or has an id that another instance uses; nothing was written.</summary>
    Refused,
}
