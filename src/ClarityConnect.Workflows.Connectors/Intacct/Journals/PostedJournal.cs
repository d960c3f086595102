namespace ClarityConnect.Workflows.Connectors.Intacct.Journals;

/// <summary>A journal that stands in Intacct's ledger.</summary>
public sealed record PostedJournal
{
    /// <summary>Intacct's id of the journal.</summary>
    public required string RecordNo { get; init; }

    /// <summary>The number within the journal, which people see.</summary>
    public string? BatchNo { get; init; }

    /// <summary>The symbol of the journal.</summary>
    public string Journal { get; init; } = "";

    /// <summary>The posting date.</summary>
    public DateOnly Date { get; init; }

    /// <summary>Our reference.</summary>
    public string Reference { get; init; } = "";

    /// <summary>Intacct's word for its state. "Submitted" where the journal needs an approval.</summary>
    public string? State { get; init; }

    /// <summary>Whether it was there before, so that nothing was created now.</summary>
    public bool AlreadyPosted { get; init; }

    /// <summary>The sum of all debits.</summary>
    public decimal TotalDebit { get; init; }

    /// <summary>The sum of all credits.</summary>
    public decimal TotalCredit { get; init; }
}
