namespace ClarityConnect.Workflows.Engine.Inbox;

/// <summary>What came of a message that was to be stored.</summary>
public enum IngestOutcome
{
    /// <summary>Its event was known: nothing was stored or started.</summary>
    Duplicate,

    /// <summary>It was stored, and the instances that it starts were created.</summary>
    Stored,

    /// <summary>It was stored, but the activation strategy of a workflow did not let its instance start.</summary>
    StartRefused,
}
