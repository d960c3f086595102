namespace ClarityConnect.Workflows.Engine.Reconciliations;

/// <summary>A line of a report: two entries that match, or one that has no other.</summary>
/// <param name="Kind">What is said of it.</param>
/// <param name="Left">The entry of the left side; null where it has none.</param>
/// <param name="Right">The entry of the right side; null where it has none.</param>
/// <param name="By">How the two were found; null where there is only one.</param>
public sealed record ReconciliationLine(ReconciliationKind Kind, ReconciliationEntry? Left, ReconciliationEntry? Right, MatchedBy? By = null)
{
    /// <summary>Whether somebody has to look at it.</summary>
    public bool IsMismatch => Kind is not (ReconciliationKind.Matched or ReconciliationKind.TimingDifference);

    /// <summary>Left less right; null where they are not of one currency or there is only one.</summary>
    public decimal? Difference => Left is not null && Right is not null && Left.Currency == Right.Currency ? Left.Amount - Right.Amount : null;

    /// <summary>The entry, or the left one of two.</summary>
    public ReconciliationEntry Entry => (Left ?? Right)!;

    /// <summary>The side of an entry that has no other.</summary>
    public ReconciliationSide Side => Left is not null ? ReconciliationSide.Left : ReconciliationSide.Right;

    /// <summary>The day from which one of them was carried over; null for none.</summary>
    public DateOnly? CarriedFrom => Left?.CarriedFrom ?? Right?.CarriedFrom;
}
