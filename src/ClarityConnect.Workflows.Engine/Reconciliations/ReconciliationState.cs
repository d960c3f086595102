namespace ClarityConnect.Workflows.Engine.Reconciliations;

/// <summary>What a reconciliation comes to.</summary>
public enum ReconciliationState
{
    /// <summary>Nothing has to be looked at; timing differences may be left.</summary>
    Balanced,

    /// <summary>Something is missing, twice there, or differs.</summary>
    Mismatches,
}
