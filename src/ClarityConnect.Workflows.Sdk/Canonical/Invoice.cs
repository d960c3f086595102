namespace ClarityConnect.Workflows.Sdk.Canonical;

/// <summary>A sales invoice, or a credit note where <see cref="IsCredit"/> says so.</summary>
public sealed record Invoice
{
    /// <summary>The id at the ledger; empty for one that is to be made.</summary>
    public string InvoiceId { get; init; } = "";

    /// <summary>The number that people see.</summary>
    public string? Number { get; init; }

    /// <summary>Whether it gives money back. Amounts are positive then too.</summary>
    public bool IsCredit { get; init; }

    /// <summary>Our reference, the same whenever the same invoice is posted.</summary>
    public string? Reference { get; init; }

    /// <summary>The customer's id or code at the ledger.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The invoice date.</summary>
    public DateOnly Date { get; init; }

    /// <summary>When it is to be paid.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>The currency of all amounts, ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Lines and tax together.</summary>
    public decimal Total { get; init; }

    /// <summary>What is still to be paid.</summary>
    public decimal Due { get; init; }

    /// <summary>What is invoiced.</summary>
    public IReadOnlyList<InvoiceLine> Lines { get; init; } = [];
}
