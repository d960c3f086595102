namespace ClarityConnect.Workflows.Sdk.Canonical;

/// <summary>How much of a product a place holds.</summary>
public sealed record StockLevel
{
    /// <summary>The product's id at the system that the figure came from.</summary>
    public string ProductId { get; init; } = "";

    /// <summary>The stock-keeping unit.</summary>
    public required string Sku { get; init; }

    /// <summary>The shop or warehouse; null where the system has one only.</summary>
    public string? LocationId { get; init; }

    /// <summary>How many are there.</summary>
    public decimal OnHand { get; init; }

    /// <summary>How many of them are promised to orders.</summary>
    public decimal Committed { get; init; }

    /// <summary>When it was counted or changed last.</summary>
    public DateTimeOffset? At { get; init; }
}
