namespace ClarityConnect.Workflows.Simulators.Opayo;

/// <summary>A transaction that somebody else made: in MyOpayo, on the hosted payment page, or before the story begins.</summary>
public sealed record OpayoSale
{
    /// <summary>The merchant's reference.</summary>
    public required string VendorTxCode { get; init; }

    /// <summary>In major units.</summary>
    public required decimal Amount { get; init; }

    /// <summary>ISO 4217. Default "GBP".</summary>
    public string Currency { get; init; } = "GBP";

    /// <summary>"Payment", "Deferred", "Authenticate", "Repeat" or "Refund". Default "Payment".</summary>
    public string Type { get; init; } = "Payment";

    /// <summary>What it is for. Default: the reference.</summary>
    public string? Description { get; init; }

    /// <summary>"Visa", "MasterCard", "AmericanExpress" and so on. Default "Visa".</summary>
    public string CardType { get; init; } = "Visa";

    /// <summary>The last four digits. Default "0006".</summary>
    public string LastFourDigits { get; init; } = "0006";

    /// <summary>The payment that a refund gives back, by its reference.</summary>
    public string? RefundOf { get; init; }

    /// <summary>How it ended; null for the success of its type.</summary>
    public OpayoState? State { get; init; }

    /// <summary>When; now by default.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Opayo's id; made up by default.</summary>
    public string? TransactionId { get; init; }
}
