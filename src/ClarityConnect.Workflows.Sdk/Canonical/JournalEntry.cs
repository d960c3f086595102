namespace ClarityConnect.Workflows.Sdk.Canonical;

/// <summary>An entry of the general ledger: lines whose debits equal their credits.</summary>
public sealed record JournalEntry
{
    /// <summary>The ledger's id of the entry; null before it is posted.</summary>
    public string? RecordNo { get; init; }

    /// <summary>The running number within the journal, which people see; null before it is posted.</summary>
    public string? BatchNo { get; init; }

    /// <summary>The symbol of the journal, such as "GJ".</summary>
    public required string Journal { get; init; }

    /// <summary>The posting date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>What the entry is for.</summary>
    public string Title { get; init; } = "";

    /// <summary>Our own reference, the same for the same business event.</summary>
    public string Reference { get; init; } = "";

    /// <summary>The ledger's word for its state, such as "Posted" or "Draft"; null before it is posted.</summary>
    public string? State { get; init; }

    /// <summary>The lines.</summary>
    public IReadOnlyList<JournalLine> Lines { get; init; } = [];

    /// <summary>The sum of all debits.</summary>
    public decimal TotalDebit => Total(JournalSide.Debit);

    /// <summary>The sum of all credits.</summary>
    public decimal TotalCredit => Total(JournalSide.Credit);

    private decimal Total(JournalSide side) => Lines.Where(line => line.Side == side).Sum(line => line.Amount);
}
