using ClarityConnect.Workflows.Connectors.KashFlow.Choices;
using ClarityConnect.Workflows.Connectors.KashFlow.Invoices;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Payments;

/// <summary>Records a payment on an invoice, at most once for each reference.</summary>
[Activity("ClarityConnect.KashFlow", "KashFlow", "Records a payment on an invoice. The same reference is never recorded twice.", DisplayName = "Record payment")]
[FlowNode("Recorded", "Invoice not found", "Already recorded")]
public sealed class RecordPayment : CodeActivity<RecordedPayment>
{
    /// <summary>The KashFlow company.</summary>
    [Input(Description = "The KashFlow company.", ConnectionType = typeof(KashFlowConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The invoice's number.</summary>
    [Input(DisplayName = "Invoice number", Description = "The number of the invoice that was paid, such as 1042. 'Find invoice' takes it from a payment's reference.", IsRequired = true)]
    public Input<string> InvoiceNumber { get; set; } = new();

    /// <summary>The amount.</summary>
    [Input(Description = "What was paid, in the currency of the invoice. Less than is due leaves the invoice partly paid.", IsRequired = true)]
    public Input<decimal?> Amount { get; set; } = new();

    /// <summary>The currency of the amount.</summary>
    [Input(Description = "The currency that the money came in, such as GBP. If it is not the invoice's, nothing is recorded. Empty: it is not compared.", Choices = typeof(CurrencyChoices))]
    public Input<string> Currency { get; set; } = new();

    /// <summary>The day of the payment.</summary>
    [Input(DisplayName = "Payment date", Description = "The day on which it was paid.", IsRequired = true)]
    public Input<DateOnly?> Date { get; set; } = new();

    /// <summary>Our reference.</summary>
    [Input(Description = "The payment's own reference, the same whenever the same payment comes, such as Opayo's transaction id. It begins the note of the payment in KashFlow.", IsRequired = true)]
    public Input<string> Reference { get; set; } = new();

    /// <summary>The way to pay.</summary>
    [Input(DisplayName = "Payment method", Description = "How it was paid, by its name in KashFlow, such as Credit Card.", Choices = typeof(PaymentMethodChoices), IsRequired = true)]
    public Input<string> Method { get; set; } = new();

    /// <summary>The bank account.</summary>
    [Input(DisplayName = "Bank account", Description = "The account in KashFlow that the money goes to, by its name, such as Card clearing.", Choices = typeof(BankAccountChoices), IsRequired = true)]
    public Input<string> Account { get; set; } = new();

    /// <summary>What is said beside the reference.</summary>
    [Input(Description = "What stands in the payment's note after the reference, such as Opayo card 4242.")]
    public Input<string> Note { get; set; } = new();

    /// <summary>The customer whose invoice it has to be.</summary>
    [Input(DisplayName = "Customer code", Description = "The customer whose invoice it has to be; if it is somebody else's, nothing is recorded. Empty: it is not compared.", Category = "Advanced")]
    public Input<string> CustomerCode { get; set; } = new();

    /// <summary>What happens where more is paid than is due.</summary>
    [Input(DisplayName = "When more is paid than is due", Description = "Refuse: nothing is recorded and a person looks at it. Record: all of it is recorded, and what is too much stays as the customer's credit.", Category = "Advanced")]
    public Input<OverpaymentHandling> Overpayment { get; set; } = new();

    /// <summary>KashFlow's id of the payment.</summary>
    [Output(Description = "KashFlow's id of the payment.")]
    public Output<string> PaymentId { get; set; } = new();

    /// <summary>What is still due on the invoice.</summary>
    [Output(Description = "What is still due on the invoice.")]
    public Output<decimal> StillDue { get; set; } = new();

    /// <summary>Where the invoice stands.</summary>
    [Output(Description = "Where the invoice stands now: Partly paid, Paid or Overpaid.")]
    public Output<string> InvoiceState { get; set; } = new();

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Reconcilable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var posting = await PostingAsync(context);
        if (await posting.RecordAsync(context.CancellationToken) is { } payment)
            Report(context, payment, payment.AlreadyRecorded ? "Already recorded" : "Recorded");
        else
            context.Complete("Invoice not found");
    }

    /// <inheritdoc/>
    protected override async ValueTask<Reconciliation> ReconcileAsync(ActivityExecutionContext context)
    {
        var posting = await PostingAsync(context);
        RecordedPayment? payment;
        try
        {
            payment = await posting.FindInterruptedAsync(context.CancellationToken);
        }
        catch (ActivityException exception) when (exception.Kind == FailureKind.Rejected)
        {
            // The reference has another amount, or a payment without a note may be ours: a person has to look.
            return Reconciliation.Unknown;
        }

        if (payment is null)
            return Reconciliation.NotApplied;
        // The interrupted attempt found nothing before it sent the payment, so what is there now is its own.
        Report(context, payment with { AlreadyRecorded = false }, "Recorded");
        return Reconciliation.Applied;
    }

    private async ValueTask<PaymentPosting> PostingAsync(ActivityExecutionContext context)
    {
        var amount = context.Get(Amount) ?? throw new ActivityException(FailureKind.InvalidData, "The input 'Amount' is empty. Give it the amount that was paid.");
        if (amount < 0)
            throw new ActivityException(FailureKind.InvalidData, "The input 'Amount' is below zero. Use 'Record refund' for money that goes back.");
        var request = new PaymentRequest(
            DocumentNumber.Parse(context.GetRequired(InvoiceNumber)),
            amount,
            context.Get(Date) ?? throw new ActivityException(FailureKind.InvalidData, "The input 'Payment date' is empty. Give it a day."),
            context.GetRequired(Reference).Trim())
        {
            Method = context.GetRequired(Method),
            Account = context.GetRequired(Account),
            Note = context.Get(Note),
            Currency = context.Get(Currency),
            CustomerCode = context.Get(CustomerCode),
            Overpayment = context.Get(Overpayment),
        };
        return new PaymentPosting(await context.GetClientAsync<KashFlowClient>(Connection), request);
    }

    private void Report(ActivityExecutionContext context, RecordedPayment payment, string outcome)
    {
        context.Set(Result, payment);
        context.Set(PaymentId, payment.PaymentId);
        context.Set(StillDue, payment.Invoice.Due);
        context.Set(InvoiceState, payment.InvoiceState);
        context.Complete(outcome);
    }
}
