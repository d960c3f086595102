namespace ClarityConnect.Workflows.Sdk.Canonical;

/// <summary>The totals of one card type in a settlement batch.</summary>
public sealed record SettlementCardTotal
{
    /// <summary>The card type in lower case: "visa", "mastercard", "amex", "discover", "giftcard", else the processor's own word.</summary>
    public required string CardType { get; init; }

    /// <summary>How many transactions of this card type there are.</summary>
    public int TransactionCount { get; init; }

    /// <summary>Sales, with tips, as a positive amount.</summary>
    public decimal Sales { get; init; }

    /// <summary>How many sales there are.</summary>
    public int SaleCount { get; init; }

    /// <summary>Returns as a positive amount.</summary>
    public decimal Returns { get; init; }

    /// <summary>How many returns there are.</summary>
    public int ReturnCount { get; init; }

    /// <summary>Sales less returns.</summary>
    public decimal Total { get; init; }

    /// <summary>Tips. They are already inside <see cref="Sales"/> and <see cref="Total"/>.</summary>
    public decimal Tips { get; init; }
}
