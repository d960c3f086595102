namespace ClarityConnect.Workflows.Connectors.SagePro.Payments;

/// <summary>How much of a payment goes to an invoice.</summary>
public sealed record InvoiceShare
{
    /// <summary>The invoice's number; null for an amount that goes to no invoice yet.</summary>
    public string? Invoice { get; init; }

    /// <summary>The amount, above zero.</summary>
    public decimal Amount { get; init; }
}
