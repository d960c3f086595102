namespace ClarityConnect.Workflows.Sdk.Canonical;

/// <summary>A line of a journal entry.</summary>
public sealed record JournalLine
{
    /// <summary>The number of the general-ledger account.</summary>
    public string Account { get; init; } = "";

    /// <summary>Whether the amount stands on the debit or the credit side.</summary>
    public JournalSide Side { get; init; }

    /// <summary>The amount, positive, in the line's currency.</summary>
    public decimal Amount { get; init; }

    /// <summary>The currency, ISO 4217; null for the ledger's own.</summary>
    public string? Currency { get; init; }

    /// <summary>The memo.</summary>
    public string? Description { get; init; }

    /// <summary>The number of the document behind the line.</summary>
    public string? Document { get; init; }

    /// <summary>The location or entity dimension; null for none.</summary>
    public string? Location { get; init; }

    /// <summary>The department dimension; null for none.</summary>
    public string? Department { get; init; }

    /// <summary>The class dimension; null for none.</summary>
    public string? Class { get; init; }

    /// <summary>The project dimension; null for none.</summary>
    public string? Project { get; init; }

    /// <summary>The customer dimension; null for none.</summary>
    public string? Customer { get; init; }

    /// <summary>The vendor dimension; null for none.</summary>
    public string? Vendor { get; init; }

    /// <summary>The employee dimension; null for none.</summary>
    public string? Employee { get; init; }

    /// <summary>The item dimension; null for none.</summary>
    public string? Item { get; init; }
}
