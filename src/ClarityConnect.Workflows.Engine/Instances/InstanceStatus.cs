namespace ClarityConnect.Workflows.Engine.Instances;

/// <summary>Elsa's sub-status of an instance. The last three are final and have the main status "Finished".</summary>
public enum InstanceStatus
{
    /// <summary>Created, not yet begun.</summary>
    Pending,

    /// <summary>A worker holds it.</summary>
    Executing,

    /// <summary>Waits on bookmarks, a retry or a due time.</summary>
    Suspended,

    /// <summary>Completed.</summary>
    Finished,

    /// <summary>Cancelled by a person or a rule.</summary>
    Cancelled,

    /// <summary>Given up after a failure; its dead letter can be retried.</summary>
    Faulted,
}
