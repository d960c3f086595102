namespace ClarityConnect.Workflows.Engine.Reconciliations;

/// <summary>What two entries may differ in and still be the same.</summary>
public sealed record ReconciliationOptions
{
    /// <summary>By how many minor units of the currency two amounts may differ. Default 0.</summary>
    public long AmountTolerance { get; init; }

    /// <summary>By how many days two entries may differ that are matched by their amounts alone. Default 0.</summary>
    public int DateTolerance { get; init; }

    /// <summary>The time of day from which an entry without another may clear the next day; null where only entries of a later day may.</summary>
    public TimeOnly? CutOff { get; init; }

    /// <summary>How often an entry is carried to the next reconciliation before it is missing. Default 1; 0 for never.</summary>
    public int Carries { get; init; } = 1;

    /// <summary>Whether two entries with different references may match by amount and date. Default no: the references say that they are not the same.</summary>
    public bool MatchesDifferentReferences { get; init; }
}
