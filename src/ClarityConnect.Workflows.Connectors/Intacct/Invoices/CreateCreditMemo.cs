using ClarityConnect.Workflows.Connectors.Intacct.Choices;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Intacct.Invoices;

/// <summary>Makes a credit memo, for goods that came back or money that was given back, at most once for each number.</summary>
[Activity("ClarityConnect.Intacct", "Sage Intacct", "Makes a credit memo (AR adjustment) for a customer, such as for a refund. The same number is never made twice.", DisplayName = "Create credit memo")]
public sealed class CreateCreditMemo : IntacctTaggedActivity<LedgerInvoice>
{
    /// <summary>The credit memo.</summary>
    [Input(DisplayName = "Credit memo", Description = "The credit, written like an invoice with positive amounts: { number, reference, customerId, date, currency, lines: [ { account, amount, tax, description, location, department } ] }.", IsRequired = true)]
    public Input<Invoice> Credit { get; set; } = new();

    /// <summary>The number of the invoice that is credited.</summary>
    [Input(DisplayName = "Credited invoice", Description = "The number of the invoice that the credit belongs to; for information.")]
    public Input<string> CreditedInvoice { get; set; } = new();

    /// <summary>The account of lines without one.</summary>
    [Input(DisplayName = "Refund account", Description = "The account of lines that name none.", Choices = typeof(AccountChoices))]
    public Input<string> RefundAccount { get; set; } = new();

    /// <summary>The account that tax is owed on.</summary>
    [Input(DisplayName = "Tax account", Description = "The account that tax is taken back from. Needed where lines have tax.", Choices = typeof(AccountChoices))]
    public Input<string> TaxAccount { get; set; } = new();

    /// <summary>What the credit is about.</summary>
    [Input(Description = "What the credit is about; shown in lists.")]
    public Input<string> Description { get; set; } = new();

    /// <summary>Intacct's id of the credit memo.</summary>
    [Output(Description = "Intacct's id of the credit memo; payments name it to use it up.")]
    public Output<string> RecordNo { get; set; } = new();

    /// <summary>Whether it was there before.</summary>
    [Output(Description = "Whether the credit memo was there before, so that nothing was made now.")]
    public Output<bool> AlreadyThere { get; set; } = new();

    private protected override AtMostOnce<LedgerInvoice> Prepare(ActivityExecutionContext context, IntacctClient client)
    {
        var credit = context.GetRequired(Credit) with { IsCredit = true };
        var draft = InvoiceDraft.Of(credit, context.Get(TaxAccount), context.Get(RefundAccount), Settings(context), client.HasSeveralCurrencies);
        return InvoicePosting.Once(client, draft with { Description = context.Get(Description), CreditedNumber = context.Get(CreditedInvoice) });
    }

    private protected override void Report(ActivityExecutionContext context, LedgerInvoice made)
    {
        context.Set(Result, made);
        context.Set(RecordNo, made.Invoice.InvoiceId);
        context.Set(AlreadyThere, made.AlreadyThere);
    }
}
