using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Payments;

/// <summary>A payment as it stands on its invoice.</summary>
public sealed record RecordedPayment
{
    /// <summary>KashFlow's id of the payment.</summary>
    public required string PaymentId { get; init; }

    /// <summary>The invoice's number.</summary>
    public required string InvoiceNumber { get; init; }

    /// <summary>The amount in the invoice's currency; negative for money that went back.</summary>
    public decimal Amount { get; init; }

    /// <summary>The currency, ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>The day of the payment.</summary>
    public DateOnly Date { get; init; }

    /// <summary>Our reference.</summary>
    public required string Reference { get; init; }

    /// <summary>Whether it was there before, so that nothing was recorded now.</summary>
    public bool AlreadyRecorded { get; init; }

    /// <summary>The invoice as it stands now.</summary>
    public required Invoice Invoice { get; init; }

    /// <summary>Where the invoice stands now: "Partly paid", "Paid" or "Overpaid".</summary>
    public required string InvoiceState { get; init; }
}
