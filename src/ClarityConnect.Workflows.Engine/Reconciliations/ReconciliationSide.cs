namespace ClarityConnect.Workflows.Engine.Reconciliations;

/// <summary>One of the two lists.</summary>
public enum ReconciliationSide
{
    /// <summary>The first.</summary>
    Left,

    /// <summary>The second.</summary>
    Right,
}
