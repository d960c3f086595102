namespace ClarityConnect.Workflows.Sdk.Canonical;

/// <summary>What a card processor settled in one go for one device, usually a day's card takings.</summary>
public sealed record SettlementBatch
{
    /// <summary>The processor's id of the batch.</summary>
    public required string BatchId { get; init; }

    /// <summary>The running number of the batch on its device; null where the processor has none.</summary>
    public string? SequenceNumber { get; init; }

    /// <summary>The device, or merchant account, that the batch belongs to.</summary>
    public required string DeviceId { get; init; }

    /// <summary>The merchant's name at the processor.</summary>
    public string? MerchantName { get; init; }

    /// <summary>Whether no more transactions are added to the batch.</summary>
    public bool IsClosed { get; init; }

    /// <summary>When the batch was opened.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>When the batch was closed; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>
    /// When the device's batch before this one was closed; null where there is none within reach. A batch opens with its first card
    /// payment, so sales for cash before that payment belong to the time from here on.
    /// </summary>
    public DateTimeOffset? PreviousClosedAt { get; init; }

    /// <summary>The currency of all amounts, ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>How many transactions are in the batch.</summary>
    public int TransactionCount { get; init; }

    /// <summary>Sales, with tips, as a positive amount.</summary>
    public decimal Sales { get; init; }

    /// <summary>Returns as a positive amount.</summary>
    public decimal Returns { get; init; }

    /// <summary>Sales less returns. Gross: no processing fee is taken off.</summary>
    public decimal Total { get; init; }

    /// <summary>Tips. They are already inside <see cref="Sales"/> and <see cref="Total"/>.</summary>
    public decimal Tips { get; init; }

    /// <summary>The same totals for each card type.</summary>
    public IReadOnlyList<SettlementCardTotal> CardTotals { get; init; } = [];

    /// <summary>What the transactions themselves add up to, which is <see cref="Total"/> where the processor's reports agree; null where it was not asked.</summary>
    public decimal? TransactionTotal { get; init; }

    /// <summary>The transactions of the batch; empty where they were not asked for.</summary>
    public IReadOnlyList<SettlementTransaction> Transactions { get; init; } = [];
}
