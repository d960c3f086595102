using System.Globalization;
using System.Text.Json;
using ClarityConnect.Workflows.Connectors.KashFlow.Invoices;
using ClarityConnect.Workflows.Connectors.KashFlow.Payments;
using ClarityConnect.Workflows.Connectors.KashFlow.Rest;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Refunds;

/// <summary>
/// Records a refund at most once. A credit note and its payment are two writes: each is looked up by our reference before it is sent, so
/// a refund that was interrupted between them is completed and not begun again.
/// </summary>
/// <param name="client">The company.</param>
/// <param name="payment">The refunded invoice with the amount as a positive figure, and how the money goes back.</param>
/// <param name="handling">How the refund stands in KashFlow.</param>
internal sealed class RefundPosting(KashFlowClient client, PaymentRequest payment, RefundHandling handling)
{
    /// <summary>Records the refund, or what is missing of it.</summary>
    /// <returns>The refund; null where there is no such invoice.</returns>
    /// <exception cref="ActivityException">KashFlow refused or failed, or the refund does not fit the invoice.</exception>
    public async Task<RecordedRefund?> RecordAsync(CancellationToken cancellationToken)
    {
        if (await InvoiceLookup.FindAsync(client, payment.InvoiceNumber, cancellationToken) is not { } document)
            return null;
        var invoice = InvoiceMapping.Read(document, client.Settings.HomeCurrency);
        var posting = NegativePayment(payment.InvoiceNumber);
        if (handling == RefundHandling.NegativePayment)
        {
            if (await posting.FindAsync(cancellationToken) is { } earlier)
                return Describe(earlier, null, alreadyRecorded: true);
            Check(document, invoice);
            var recorded = await posting.RecordAsync(cancellationToken);
            return recorded is null ? null : Describe(recorded, null, recorded.AlreadyRecorded);
        }

        var credit = CreditNote(invoice);
        var note = await credit.FindAsync(cancellationToken);
        var isNew = note is null;
        if (note is null)
        {
            Check(document, invoice);
            (note, isNew) = await credit.CreateAsync(cancellationToken);
        }

        var paid = await NegativePayment(DocumentNumber.Parse(note.Number!)).RecordAsync(cancellationToken) ?? throw new ActivityException(
            FailureKind.OutcomeUnknown, $"KashFlow created credit note {note.Number} and no longer shows it. Look at it before the refund is sent again.");
        return Describe(paid, note.Number, !isNew && paid.AlreadyRecorded);
    }

    /// <summary>Looks the whole refund up; null where a part of it is missing. For attempts whose outcome is not known.</summary>
    public async Task<RecordedRefund?> FindInterruptedAsync(CancellationToken cancellationToken)
    {
        if (await InvoiceLookup.FindAsync(client, payment.InvoiceNumber, cancellationToken) is not { } document)
            return null;
        if (handling == RefundHandling.NegativePayment)
            return await NegativePayment(payment.InvoiceNumber).FindInterruptedAsync(cancellationToken) is { } found ? Describe(found, null, alreadyRecorded: true) : null;
        var note = await CreditNote(InvoiceMapping.Read(document, client.Settings.HomeCurrency)).FindAsync(cancellationToken);
        return note is not null && await NegativePayment(DocumentNumber.Parse(note.Number!)).FindInterruptedAsync(cancellationToken) is { } paid
            ? Describe(paid, note.Number, alreadyRecorded: true)
            : null;
    }

    private PaymentPosting NegativePayment(long number) => new(client, payment with { InvoiceNumber = number, Amount = -payment.Amount });

    private InvoicePosting CreditNote(Invoice invoice) => new(
        client,
        new Invoice
        {
            IsCredit = true,
            CustomerId = invoice.CustomerId,
            Reference = payment.Reference,
            Date = payment.Date,
            DueDate = payment.Date,
            Currency = invoice.Currency,
            Total = payment.Amount,
            Lines = RefundLines.Divide(invoice, payment.Amount, RefundLines.Describe(invoice, payment.Note)),
        },
        defaultNominalCode: null);

    private void Check(JsonElement document, Invoice invoice)
    {
        if (invoice.IsCredit)
            throw Unfit("is a credit note itself. Give the number of the invoice that was paid");
        if (!string.IsNullOrWhiteSpace(payment.Currency) && !payment.Currency.Trim().Equals(invoice.Currency, StringComparison.OrdinalIgnoreCase))
            throw Unfit($"is in {invoice.Currency} and the refund in {payment.Currency}. Convert the refund to {invoice.Currency} first, and book the difference by a journal");
        var paid = KashFlowJson.Decimal(document, "TotalPaidAmount") ?? 0;
        if (payment.Amount > paid)
            throw Unfit($"was paid with {new Money(paid, invoice.Currency)}, and {new Money(payment.Amount, invoice.Currency)} was to be refunded. Record the payment first, or check the amount");

        ActivityException Unfit(string why) => new(
            FailureKind.Rejected, string.Create(CultureInfo.InvariantCulture, $"Refund '{payment.Reference}' was not recorded: invoice {payment.InvoiceNumber} {why}."));
    }

    private RecordedRefund Describe(RecordedPayment paid, string? creditNote, bool alreadyRecorded) => new(
        payment.InvoiceNumber.ToString(CultureInfo.InvariantCulture), creditNote, paid.PaymentId, -paid.Amount, paid.Currency, payment.Reference, alreadyRecorded);
}
