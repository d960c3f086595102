namespace ClarityConnect.Workflows.Sdk.Canonical;

/// <summary>Money that came in, or went back where the amount is negative.</summary>
public sealed record Payment
{
    /// <summary>The id at the system that recorded it.</summary>
    public string PaymentId { get; init; } = "";

    /// <summary>
    /// How it was paid, in lower case: "cash", "card", "giftcard", "external", else the system's own word.
    /// </summary>
    public required string Method { get; init; }

    /// <summary>The card type in lower case, as in <see cref="SettlementCardTotal.CardType"/>; null where it is no card or not known.</summary>
    public string? CardType { get; init; }

    /// <summary>The id of the payment type that the account is set up with.</summary>
    public string? PaymentTypeId { get; init; }

    /// <summary>What the payment is called on the receipt.</summary>
    public string? Description { get; init; }

    /// <summary>The amount; negative for money that went back.</summary>
    public decimal Amount { get; init; }

    /// <summary>The currency, ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Whether it was cancelled and no money moved.</summary>
    public bool IsVoided { get; init; }

    /// <summary>Whether it was paid in advance, as a deposit on an order.</summary>
    public bool IsDeposit { get; init; }

    /// <summary>When the money moved.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The processor's id of the transaction; null where it is not known.</summary>
    public string? Reference { get; init; }

    /// <summary>Where it stands; null where the system does not say.</summary>
    public PaymentStatus? Status { get; init; }

    /// <summary>The merchant's own reference, given to the processor with the payment; null where there is none.</summary>
    public string? MerchantReference { get; init; }

    /// <summary>Further facts of the processor by name, such as a fraud score or the result of the address check.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();
}
