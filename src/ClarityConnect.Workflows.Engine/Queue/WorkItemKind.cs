namespace ClarityConnect.Workflows.Engine.Queue;

/// <summary>What a work item asks a worker to do with its instance.</summary>
public enum WorkItemKind
{
    /// <summary>Begin the instance.</summary>
    Start,

    /// <summary>A bookmark was met by an inbox message.</summary>
    Resume,

    /// <summary>A bookmark's due time has come.</summary>
    Due,

    /// <summary>Try a failed activity again.</summary>
    Retry,

    /// <summary>Cancel the instance.</summary>
    Cancel,

    /// <summary>Go on with a dead letter as a person decided; the data say how.</summary>
    Redrive,

    /// <summary>Go on with work that is already in the checkpoint.</summary>
    Continue,

    /// <summary>Go on with another version of the definition; the data say which, and who wants it.</summary>
    Upgrade,
}
