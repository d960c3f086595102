namespace ClarityConnect.Workflows.Simulators.Day;

/// <summary>A transaction at the card gateway.</summary>
public sealed record CardTransaction
{
    /// <summary>Portico's number.</summary>
    public required long GatewayTxnId { get; init; }

    /// <summary>The transaction that a return or void refers to.</summary>
    public long? OriginalGatewayTxnId { get; init; }

    /// <summary>"CreditSale", "CreditReturn" or "CreditVoid".</summary>
    public required string ServiceName { get; init; }

    /// <summary>true for a sale that was voided and for the void itself: they settle nothing.</summary>
    public required bool Voided { get; init; }

    /// <summary>What the card was charged or credited, tip included, always positive.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The tip inside <see cref="Amount"/>. Retail does not know of it.</summary>
    public required decimal Tip { get; init; }

    /// <summary>"Visa", "MC" or "Amex".</summary>
    public required string CardType { get; init; }

    /// <summary>First six and last four digits.</summary>
    public required string MaskedCardNumber { get; init; }

    /// <summary>public_id of the ticket.</summary>
    public required string InvoiceNumber { get; init; }

    /// <summary>The caller's own number.</summary>
    public required string ClientTxnId { get; init; }

    /// <summary>Six digits from the issuer.</summary>
    public required string AuthCode { get; init; }

    /// <summary>Terminal.</summary>
    public required long DeviceId { get; init; }

    /// <summary>Batch in which it settles.</summary>
    public required long BatchId { get; init; }

    /// <summary>When it happened, with the store's offset.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What the batch total gains: sales positive, returns negative, voided nothing.</summary>
    public decimal Settles => Voided ? 0 : ServiceName == "CreditReturn" ? -Amount : Amount;
}
