namespace ClarityConnect.Workflows.Sdk.Canonical;

/// <summary>One card transaction of a settlement batch.</summary>
public sealed record SettlementTransaction
{
    /// <summary>The processor's id.</summary>
    public required string TransactionId { get; init; }

    /// <summary>The transaction that this one returns, voids or changes; null for none.</summary>
    public string? OriginalTransactionId { get; init; }

    /// <summary>The processor's own word for what was done, such as "CreditSale".</summary>
    public string Service { get; init; } = "";

    /// <summary>The processor's own word for where the transaction stands.</summary>
    public string? Status { get; init; }

    /// <summary>Whether money went back to the customer.</summary>
    public bool IsReturn { get; init; }

    /// <summary>Whether the card's issuer approved.</summary>
    public bool IsApproved { get; init; }

    /// <summary>The card type in lower case, as in <see cref="SettlementCardTotal.CardType"/>.</summary>
    public string CardType { get; init; } = "";

    /// <summary>What was settled, with tip; negative for a return, zero where it was voided or declined.</summary>
    public decimal Amount { get; init; }

    /// <summary>The tip, already inside <see cref="Amount"/>.</summary>
    public decimal Tip { get; init; }

    /// <summary>The card number with its middle digits masked.</summary>
    public string? MaskedCardNumber { get; init; }

    /// <summary>The reference that the till gave, usually the number of the sale.</summary>
    public string? Reference { get; init; }

    /// <summary>The issuer's approval code.</summary>
    public string? ApprovalCode { get; init; }

    /// <summary>When the transaction was made.</summary>
    public DateTimeOffset? At { get; init; }
}
