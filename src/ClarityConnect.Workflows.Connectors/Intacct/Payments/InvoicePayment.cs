namespace ClarityConnect.Workflows.Connectors.Intacct.Payments;

/// <summary>What of a payment goes to one invoice.</summary>
public sealed record InvoicePayment
{
    /// <summary>Intacct's id of the invoice.</summary>
    public string InvoiceId { get; init; } = "";

    /// <summary>The money that goes to it, in the payment's currency; 0 where only a credit is used up.</summary>
    public decimal Amount { get; init; }

    /// <summary>Intacct's id of a credit memo that is used up on the invoice; null for none.</summary>
    public string? CreditId { get; init; }

    /// <summary>What of the credit memo is used up.</summary>
    public decimal CreditAmount { get; init; }
}
