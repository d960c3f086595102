namespace ClarityConnect.Workflows.Connectors.Opayo.Settlements;

/// <summary>The header of a settlement batch, one for each currency in it.</summary>
public sealed record OpayoBatch
{
    /// <summary>The batch.</summary>
    public required string BatchId { get; init; }

    /// <summary>The acquirer that it was sent to, such as "Elavon" or "American Express"; it names the batch together with the id.</summary>
    public required string Acquirer { get; init; }

    /// <summary>When it was sent.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The currency of the amounts, ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>How many payments there are.</summary>
    public int PaymentCount { get; init; }

    /// <summary>The payments together.</summary>
    public decimal Payments { get; init; }

    /// <summary>How many refunds there are.</summary>
    public int RefundCount { get; init; }

    /// <summary>The refunds together, as a positive amount.</summary>
    public decimal Refunds { get; init; }

    /// <summary>Payments less refunds. Gross: the acquirer's fees are on its own statement.</summary>
    public decimal Total { get; init; }
}
