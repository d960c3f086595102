namespace ClarityConnect.Workflows.Sdk.Triggers;

/// <summary>What to do with due times that passed while nobody was up.</summary>
public enum MisfirePolicy
{
    /// <summary>Fire once now for all of them.</summary>
    RunOnce,

    /// <summary>Wait for the next due time.</summary>
    Skip,

    /// <summary>Fire for every one of them.</summary>
    RunAll,
}
