using ClarityConnect.Workflows.Connectors.KashFlow.Choices;
using ClarityConnect.Workflows.Connectors.KashFlow.Invoices;
using ClarityConnect.Workflows.Connectors.KashFlow.Payments;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Refunds;

/// <summary>Records money that went back for a paid invoice, at most once for each reference.</summary>
[Activity("ClarityConnect.KashFlow", "KashFlow", "Records money that went back for a paid invoice, as a credit note or as a negative payment. The same reference is never recorded twice.", DisplayName = "Record refund")]
[FlowNode("Recorded", "Invoice not found", "Already recorded")]
public sealed class RecordRefund : CodeActivity<RecordedRefund>
{
    /// <summary>The KashFlow company.</summary>
    [Input(Description = "The KashFlow company.", ConnectionType = typeof(KashFlowConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The invoice's number.</summary>
    [Input(DisplayName = "Invoice number", Description = "The number of the invoice that was paid and is refunded, such as 1042.", IsRequired = true)]
    public Input<string> InvoiceNumber { get; set; } = new();

    /// <summary>The amount.</summary>
    [Input(Description = "What went back, with VAT, above zero, in the currency of the invoice.", IsRequired = true)]
    public Input<decimal?> Amount { get; set; } = new();

    /// <summary>The currency of the amount.</summary>
    [Input(Description = "The currency in which the money went back, such as GBP. If it is not the invoice's, nothing is recorded. Empty: it is not compared.", Choices = typeof(CurrencyChoices))]
    public Input<string> Currency { get; set; } = new();

    /// <summary>The day of the refund.</summary>
    [Input(DisplayName = "Refund date", Description = "The day on which the money went back.", IsRequired = true)]
    public Input<DateOnly?> Date { get; set; } = new();

    /// <summary>Our reference.</summary>
    [Input(Description = "The refund's own reference, the same whenever the same refund comes, such as Opayo's transaction id of the refund.", IsRequired = true)]
    public Input<string> Reference { get; set; } = new();

    /// <summary>The way in which the money went back.</summary>
    [Input(DisplayName = "Payment method", Description = "How the money went back, by its name in KashFlow, such as Credit Card.", Choices = typeof(PaymentMethodChoices), IsRequired = true)]
    public Input<string> Method { get; set; } = new();

    /// <summary>The bank account.</summary>
    [Input(DisplayName = "Bank account", Description = "The account in KashFlow that the money came from, by its name, such as Card clearing.", Choices = typeof(BankAccountChoices), IsRequired = true)]
    public Input<string> Account { get; set; } = new();

    /// <summary>Why the money went back.</summary>
    [Input(DisplayName = "Reason", Description = "Why the money went back; stands on the credit note and in the payment's note.")]
    public Input<string> Reason { get; set; } = new();

    /// <summary>How the refund stands in KashFlow.</summary>
    [Input(DisplayName = "Record as", Description = "CreditNote: a credit note and its payment, so that turnover and VAT go down. NegativePayment: a negative payment on the invoice, which is due again. For anything else use 'Post journal'.")]
    public Input<RefundHandling> RecordAs { get; set; } = new();

    /// <summary>The credit note.</summary>
    [Output(Description = "The number of the credit note; empty for a negative payment.")]
    public Output<string> CreditNoteNumber { get; set; } = new();

    /// <summary>KashFlow's id of the payment.</summary>
    [Output(Description = "KashFlow's id of the payment that took the money out.")]
    public Output<string> PaymentId { get; set; } = new();

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Reconcilable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var posting = await PostingAsync(context);
        if (await posting.RecordAsync(context.CancellationToken) is { } refund)
            Report(context, refund, refund.AlreadyRecorded ? "Already recorded" : "Recorded");
        else
            context.Complete("Invoice not found");
    }

    /// <inheritdoc/>
    protected override async ValueTask<Reconciliation> ReconcileAsync(ActivityExecutionContext context)
    {
        var posting = await PostingAsync(context);
        RecordedRefund? refund;
        try
        {
            refund = await posting.FindInterruptedAsync(context.CancellationToken);
        }
        catch (ActivityException exception) when (exception.Kind == FailureKind.Rejected)
        {
            // Something with the reference is there, but not over this amount: a person has to look.
            return Reconciliation.Unknown;
        }

        // A credit note without its payment is no refund yet: the step runs again, finds the one and adds the other.
        if (refund is null)
            return Reconciliation.NotApplied;
        Report(context, refund with { AlreadyRecorded = false }, "Recorded");
        return Reconciliation.Applied;
    }

    private async ValueTask<RefundPosting> PostingAsync(ActivityExecutionContext context)
    {
        var request = new PaymentRequest(
            DocumentNumber.Parse(context.GetRequired(InvoiceNumber)),
            context.Get(Amount) is { } amount and > 0 ? amount : throw new ActivityException(FailureKind.InvalidData, "The input 'Amount' is not above zero. Give it the amount that went back."),
            context.Get(Date) ?? throw new ActivityException(FailureKind.InvalidData, "The input 'Refund date' is empty. Give it a day."),
            context.GetRequired(Reference).Trim())
        {
            Method = context.GetRequired(Method),
            Account = context.GetRequired(Account),
            Note = context.Get(Reason),
            Currency = context.Get(Currency),
        };
        return new RefundPosting(await context.GetClientAsync<KashFlowClient>(Connection), request, context.Get(RecordAs));
    }

    private void Report(ActivityExecutionContext context, RecordedRefund refund, string outcome)
    {
        context.Set(Result, refund);
        context.Set(CreditNoteNumber, refund.CreditNoteNumber);
        context.Set(PaymentId, refund.PaymentId);
        context.Complete(outcome);
    }
}
