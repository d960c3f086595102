namespace ClarityConnect.Workflows.Sdk.Canonical;

/// <summary>A side of the ledger. The default is neither, so that a forgotten side is noticed.</summary>
public enum JournalSide
{
    /// <summary>Not given.</summary>
    None,

    /// <summary>The left side.</summary>
    Debit,

    /// <summary>The right side.</summary>
    Credit,
}
