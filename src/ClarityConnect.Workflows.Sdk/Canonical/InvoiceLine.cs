namespace ClarityConnect.Workflows.Sdk.Canonical;

/// <summary>A line of an invoice.</summary>
public sealed record InvoiceLine
{
    /// <summary>What is invoiced.</summary>
    public string? Description { get; init; }

    /// <summary>The stock-keeping unit or item; null where the line names an account.</summary>
    public string? Sku { get; init; }

    /// <summary>The revenue account; null where the ledger derives it from the item.</summary>
    public string? Account { get; init; }

    /// <summary>How many.</summary>
    public decimal Quantity { get; init; }

    /// <summary>The price of one after discount, before tax.</summary>
    public decimal UnitPrice { get; init; }

    /// <summary><see cref="UnitPrice"/> × <see cref="Quantity"/>, before tax.</summary>
    public decimal Amount { get; init; }

    /// <summary>The tax on the line.</summary>
    public decimal Tax { get; init; }

    /// <summary>The ledger's tax code or rate name.</summary>
    public string? TaxCode { get; init; }

    /// <summary>The location or entity dimension; null for none.</summary>
    public string? Location { get; init; }

    /// <summary>The department dimension; null for none.</summary>
    public string? Department { get; init; }

    /// <summary>The project dimension; null for none.</summary>
    public string? Project { get; init; }
}
