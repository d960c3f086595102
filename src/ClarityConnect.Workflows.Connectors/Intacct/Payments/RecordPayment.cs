using System.Globalization;
using ClarityConnect.Workflows.Connectors.Intacct.Choices;
using ClarityConnect.Workflows.Connectors.Intacct.Queries;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Payments;

/// <summary>Records a customer's payment and pays invoices with it, at most once for each customer and reference.</summary>
[Activity("ClarityConnect.Intacct", "Sage Intacct", "Records a payment that a customer made and pays invoices with it. The same reference is never recorded twice.", DisplayName = "Record payment")]
public sealed class RecordPayment : IntacctTaggedActivity<LedgerPayment>
{
    /// <summary>The payment.</summary>
    [Input(Description = "The payment, as { reference, method: 'cash' or 'card', amount, currency, at }.", IsRequired = true)]
    public Input<Payment> Payment { get; set; } = new();

    /// <summary>The customer.</summary>
    [Input(DisplayName = "Customer", Description = "The ID of the customer who paid.", Choices = typeof(CustomerChoices), IsRequired = true)]
    public Input<string> CustomerId { get; set; } = new();

    /// <summary>What goes to which invoice.</summary>
    [Input(DisplayName = "Invoices", Description = "What goes to which invoice, as a list of { invoiceId, amount }; invoiceId is Intacct's id. To use up a credit memo add creditId and creditAmount.", IsRequired = true)]
    public Input<IReadOnlyList<InvoicePayment>> Invoices { get; set; } = new();

    /// <summary>Our reference.</summary>
    [Input(Description = "Your reference, the same whenever the same payment is recorded; at most 45 characters. Empty for the reference of the payment.")]
    public Input<string> Reference { get; set; } = new();

    /// <summary>The day of the receipt.</summary>
    [Input(DisplayName = "Receipt date", Description = "The day that the payment belongs to in the books. Empty for the day of the payment (UTC).")]
    public Input<DateOnly?> Date { get; set; } = new();

    /// <summary>The bank account that the money is on.</summary>
    [Input(DisplayName = "Bank account", Description = "The bank account that the money came to. Leave it empty for money that is not deposited yet.", Choices = typeof(BankAccountChoices))]
    public Input<string> BankAccount { get; set; } = new();

    /// <summary>The account of money that is not deposited yet.</summary>
    [Input(DisplayName = "Undeposited funds account", Description = "The account for money that is not deposited yet, such as card clearing. Give this or the bank account.", Choices = typeof(AccountChoices))]
    public Input<string> UndepositedAccount { get; set; } = new();

    /// <summary>How the customer paid.</summary>
    [Input(Description = "How the customer paid, as Intacct tells it apart. 'AsPaid' takes the method of the payment.")]
    public Input<ReceiptMethod> Method { get; set; } = new();

    /// <summary>Intacct's id of the payment.</summary>
    [Output(Description = "Intacct's id of the payment.")]
    public Output<string> RecordNo { get; set; } = new();

    /// <summary>Whether it was there before.</summary>
    [Output(Description = "Whether the payment was there before, so that nothing was recorded now.")]
    public Output<bool> AlreadyThere { get; set; } = new();

    private protected override AtMostOnce<LedgerPayment> Prepare(ActivityExecutionContext context, IntacctClient client)
    {
        var payment = context.GetRequired(Payment);
        var invoices = context.Get(Invoices) ?? [];
        var draft = new PaymentDraft
        {
            CustomerId = context.GetRequired(CustomerId),
            Reference = Given(context.Get(Reference)) ?? Given(payment.Reference) ?? Given(payment.MerchantReference) ?? "",
            Date = context.Get(Date) ?? (payment.At is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : throw new ActivityException(FailureKind.InvalidData, "The payment has no time, and the input 'Receipt date' is empty. Give one of them.")),
            Currency = Given(payment.Currency),
            Method = Word(context.Get(Method), payment.Method),
            BankAccount = Given(context.Get(BankAccount)),
            UndepositedAccount = Given(context.Get(UndepositedAccount)),
            Description = payment.Description,
            Invoices = invoices,
            Overpayment = payment.Amount - invoices.Sum(invoice => invoice.Amount),
            Settings = Settings(context),
        };
        draft.Check(payment.Amount);
        return new WriteOnce<LedgerPayment>(client, draft.ToWrite(), FindAsync, DescribeAsync);

        async Task<LedgerPayment?> FindAsync(CancellationToken cancellationToken)
        {
            var found = await PaymentReader.ListAsync(
                client, [IntacctCondition.Equal("CUSTOMERID", draft.CustomerId), IntacctCondition.Equal("DOCNUMBER", draft.Reference)], cancellationToken);
            if (found.Count == 0)
                return null;
            return found.FirstOrDefault(other => other.Payment.Amount == draft.Total && !other.IsReversed) is { } same
                ? same with { AlreadyThere = true }
                : throw new ActivityException(
                    FailureKind.Rejected,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Intacct already has {draft.What} of customer {draft.CustomerId} over {found[0].Payment.Amount:0.00} (record {found[0].Payment.PaymentId}, {found[0].State}), but {draft.Total:0.00} was to be recorded. Nothing was sent. Look at the earlier one, or use another reference."));
        }

        async Task<LedgerPayment> DescribeAsync(string recordNo, CancellationToken cancellationToken) =>
            await PaymentReader.ListAsync(client, [IntacctCondition.Equal("RECORDNO", recordNo)], cancellationToken) is [var made]
                ? made
                : new LedgerPayment(payment with { PaymentId = recordNo, Reference = draft.Reference }, draft.CustomerId, State: null, AlreadyThere: false);
    }

    private protected override void Report(ActivityExecutionContext context, LedgerPayment made)
    {
        context.Set(Result, made);
        context.Set(RecordNo, made.Payment.PaymentId);
        context.Set(AlreadyThere, made.AlreadyThere);
    }

    private static string Word(ReceiptMethod method, string paid) => (method, paid.ToLowerInvariant()) switch
    {
        (ReceiptMethod.Cash, _) or (ReceiptMethod.AsPaid, "cash") => "Cash",
        (ReceiptMethod.CreditCard, _) or (ReceiptMethod.AsPaid, "card") => "Credit Card",
        (ReceiptMethod.PrintedCheck, _) or (ReceiptMethod.AsPaid, "check" or "cheque") => "Printed Check",
        _ => "EFT",
    };

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
