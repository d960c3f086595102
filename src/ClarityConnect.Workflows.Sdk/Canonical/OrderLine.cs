namespace ClarityConnect.Workflows.Sdk.Canonical;

/// <summary>A line of an order.</summary>
public sealed record OrderLine
{
    /// <summary>The line's id.</summary>
    public string LineId { get; init; } = "";

    /// <summary>The product's id at the system that the order came from; null for shipping and other charges.</summary>
    public string? ProductId { get; init; }

    /// <summary>The stock-keeping unit.</summary>
    public string? Sku { get; init; }

    /// <summary>What is ordered.</summary>
    public string? Description { get; init; }

    /// <summary>How many.</summary>
    public decimal Quantity { get; init; }

    /// <summary>The price of one before discount and tax.</summary>
    public decimal UnitPrice { get; init; }

    /// <summary>The discount of the whole line, as a positive amount.</summary>
    public decimal Discount { get; init; }

    /// <summary>The tax on the whole line, on top of <see cref="Amount"/>.</summary>
    public decimal Tax { get; init; }

    /// <summary><see cref="UnitPrice"/> × <see cref="Quantity"/> − <see cref="Discount"/>, without tax.</summary>
    public decimal Amount { get; init; }
}
