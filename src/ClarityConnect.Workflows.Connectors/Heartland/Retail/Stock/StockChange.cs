namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Stock;

/// <summary>What is to become of the stock of one item.</summary>
public sealed record StockChange
{
    /// <summary>The item's id; empty where <see cref="Sku"/> is given.</summary>
    public string? ProductId { get; init; }

    /// <summary>The stock-keeping unit; empty where <see cref="ProductId"/> is given.</summary>
    public string? Sku { get; init; }

    /// <summary>How many more, or less where below zero; for a set: how many there are to be.</summary>
    public decimal Quantity { get; init; }

    /// <summary>What one costs; null for the item's own cost.</summary>
    public decimal? UnitCost { get; init; }
}
