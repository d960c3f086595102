namespace ClarityConnect.Workflows.Sdk.Canonical;

/// <summary>A line of a sale.</summary>
public sealed record SaleLine
{
    /// <summary>The line's id.</summary>
    public string LineId { get; init; } = "";

    /// <summary>What the line is about.</summary>
    public SaleLineKind Kind { get; init; }

    /// <summary>The product; null for taxes and shipping.</summary>
    public string? ProductId { get; init; }

    /// <summary>What the receipt says.</summary>
    public string? Description { get; init; }

    /// <summary>How many; negative where goods come back.</summary>
    public decimal Quantity { get; init; }

    /// <summary>The price of one before discounts.</summary>
    public decimal ListPrice { get; init; }

    /// <summary>The price of one after discounts.</summary>
    public decimal UnitPrice { get; init; }

    /// <summary>What one cost us; null where it is not known.</summary>
    public decimal? UnitCost { get; init; }

    /// <summary>
    /// The discount of the whole line: (<see cref="ListPrice"/> − <see cref="UnitPrice"/>) × <see cref="Quantity"/>. On a line of kind
    /// <see cref="SaleLineKind.Discount"/> what it takes off, as a positive amount.
    /// </summary>
    public decimal Discount { get; init; }

    /// <summary>What the line adds to the total: <see cref="UnitPrice"/> × <see cref="Quantity"/>, or the tax itself.</summary>
    public decimal Amount { get; init; }
}
