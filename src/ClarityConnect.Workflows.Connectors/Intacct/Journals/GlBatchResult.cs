namespace ClarityConnect.Workflows.Connectors.Intacct.Journals;

/// <summary>What became of a GL batch.</summary>
public sealed record GlBatchResult
{
    /// <summary>The journals in their order.</summary>
    public required IReadOnlyList<GlBatchEntry> Entries { get; init; }

    /// <summary>How many were posted now.</summary>
    public int Posted => Entries.Count(entry => entry.Outcome == GlBatchOutcome.Posted);

    /// <summary>How many were there before.</summary>
    public int AlreadyPosted => Entries.Count(entry => entry.Outcome == GlBatchOutcome.AlreadyPosted);

    /// <summary>How many were refused.</summary>
    public int Refused => Entries.Count(entry => entry.Outcome == GlBatchOutcome.Refused);

    /// <summary>The debits of all that are in the ledger now.</summary>
    public decimal TotalDebit => Entries.Where(entry => entry.Outcome != GlBatchOutcome.Refused).Sum(entry => entry.TotalDebit);

    /// <summary>The credits of all that are in the ledger now.</summary>
    public decimal TotalCredit => Entries.Where(entry => entry.Outcome != GlBatchOutcome.Refused).Sum(entry => entry.TotalCredit);
}
