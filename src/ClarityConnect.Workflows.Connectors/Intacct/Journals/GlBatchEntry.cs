namespace ClarityConnect.Workflows.Connectors.Intacct.Journals;

/// <summary>What became of one journal of a GL batch.</summary>
public sealed record GlBatchEntry
{
    /// <summary>The symbol of the journal.</summary>
    public required string Journal { get; init; }

    /// <summary>The posting date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Our reference.</summary>
    public required string Reference { get; init; }

    /// <summary>What became of it.</summary>
    public required GlBatchOutcome Outcome { get; init; }

    /// <summary>Intacct's id of the journal; null where it was refused.</summary>
    public string? RecordNo { get; init; }

    /// <summary>Why it was refused and what to do; null where it was not.</summary>
    public string? Message { get; init; }

    /// <summary>Intacct's own error number; null where it was not refused.</summary>
    public string? VendorCode { get; init; }

    /// <summary>The sum of its debits.</summary>
    public decimal TotalDebit { get; init; }

    /// <summary>The sum of its credits.</summary>
    public decimal TotalCredit { get; init; }
}
