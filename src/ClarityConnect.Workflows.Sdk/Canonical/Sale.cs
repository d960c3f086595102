namespace ClarityConnect.Workflows.Sdk.Canonical;

/// <summary>A sale or return at a till: goods, taxes and how it was paid. Amounts of a return are negative.</summary>
public sealed record Sale
{
    /// <summary>The id at the till's system.</summary>
    public required string SaleId { get; init; }

    /// <summary>The number on the receipt.</summary>
    public string? Number { get; init; }

    /// <summary>Whether it is a return of earlier goods.</summary>
    public bool IsReturn { get; init; }

    /// <summary>Whether it was cancelled after the fact.</summary>
    public bool IsVoided { get; init; }

    /// <summary>Whether it was paid and closed.</summary>
    public bool IsComplete { get; init; }

    /// <summary>The sale that this one returns; null for none or where there was no receipt.</summary>
    public string? OriginalSaleId { get; init; }

    /// <summary>The shop.</summary>
    public string? LocationId { get; init; }

    /// <summary>The till.</summary>
    public string? StationId { get; init; }

    /// <summary>The customer; null for a walk-in sale.</summary>
    public string? CustomerId { get; init; }

    /// <summary>When it was completed; null while it is open.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The shop's own clock when it was completed, which decides the accounting day; null while it is open.</summary>
    public DateTimeOffset? LocalCompletedAt { get; init; }

    /// <summary>The currency of all amounts, ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Goods after discounts, before tax.</summary>
    public decimal Subtotal { get; init; }

    /// <summary>Discounts, already taken off <see cref="Subtotal"/>.</summary>
    public decimal Discounts { get; init; }

    /// <summary>Tax on top of <see cref="Subtotal"/>.</summary>
    public decimal Tax { get; init; }

    /// <summary>What the customer owed.</summary>
    public decimal Total { get; init; }

    /// <summary>What the customer handed over, with the change still in it.</summary>
    public decimal Paid { get; init; }

    /// <summary>The change given back, as a positive amount.</summary>
    public decimal Change { get; init; }

    /// <summary>Goods, gift cards, taxes and shipping.</summary>
    public IReadOnlyList<SaleLine> Lines { get; init; } = [];

    /// <summary>How it was paid. Together they are <see cref="Paid"/>.</summary>
    public IReadOnlyList<Payment> Payments { get; init; } = [];
}
