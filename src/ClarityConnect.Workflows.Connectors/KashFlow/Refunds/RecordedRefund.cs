namespace ClarityConnect.Workflows.Connectors.KashFlow.Refunds;

/// <summary>A refund as it stands in KashFlow.</summary>
/// <param name="InvoiceNumber">The invoice that was refunded.</param>
/// <param name="CreditNoteNumber">The credit note; null where there is none.</param>
/// <param name="PaymentId">KashFlow's id of the payment that took the money out.</param>
/// <param name="Amount">The refunded amount, positive.</param>
/// <param name="Currency">The currency, ISO 4217.</param>
/// <param name="Reference">Our reference.</param>
/// <param name="AlreadyRecorded">Whether all of it was there before, so that nothing was recorded now.</param>
public sealed record RecordedRefund(
    string InvoiceNumber, string? CreditNoteNumber, string PaymentId, decimal Amount, string Currency, string Reference, bool AlreadyRecorded);
