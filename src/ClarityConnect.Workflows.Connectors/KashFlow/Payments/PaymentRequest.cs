namespace ClarityConnect.Workflows.Connectors.KashFlow.Payments;

/// <summary>A payment that is to be recorded.</summary>
/// <param name="InvoiceNumber">The invoice.</param>
/// <param name="Amount">The amount in the invoice's currency; negative for money that goes back.</param>
/// <param name="Date">The day of the payment.</param>
/// <param name="Reference">Our reference, the same whenever the same payment is recorded.</param>
internal sealed record PaymentRequest(long InvoiceNumber, decimal Amount, DateOnly Date, string Reference)
{
    /// <summary>The way to pay, by name.</summary>
    public required string Method { get; init; }

    /// <summary>The bank account, by name.</summary>
    public required string Account { get; init; }

    /// <summary>What is said beside the reference.</summary>
    public string? Note { get; init; }

    /// <summary>The currency that the money came in; null where it is taken to be the invoice's.</summary>
    public string? Currency { get; init; }

    /// <summary>The customer whose invoice it has to be; null for anybody's.</summary>
    public string? CustomerCode { get; init; }

    /// <summary>What happens where more is paid than is due.</summary>
    public OverpaymentHandling Overpayment { get; init; }
}
