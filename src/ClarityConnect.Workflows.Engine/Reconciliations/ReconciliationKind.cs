namespace ClarityConnect.Workflows.Engine.Reconciliations;

/// <summary>What a reconciliation says of an entry or of two.</summary>
public enum ReconciliationKind
{
    /// <summary>Both sides have it.</summary>
    Matched,

    /// <summary>Only the right side has it.</summary>
    MissingOnLeft,

    /// <summary>Only the left side has it.</summary>
    MissingOnRight,

    /// <summary>Both sides have it, with different amounts or currencies.</summary>
    AmountDiffers,

    /// <summary>A side has it twice, and the other once.</summary>
    Duplicate,

    /// <summary>Only one side has it yet; it came so late that the other may have it the next day.</summary>
    TimingDifference,
}
