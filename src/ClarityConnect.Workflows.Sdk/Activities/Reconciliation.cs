namespace ClarityConnect.Workflows.Sdk.Activities;

/// <summary>What became known of an interrupted effect.</summary>
public enum Reconciliation
{
    /// <summary>The effect does not exist; the step may run again.</summary>
    NotApplied,

    /// <summary>The effect exists; the activity has set its outputs and completed.</summary>
    Applied,

    /// <summary>Nobody can tell; the step becomes an incident for a person.</summary>
    Unknown,
}
