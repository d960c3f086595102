using ClarityConnect.Workflows.Connectors.Intacct.Choices;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Intacct.Invoices;

/// <summary>Makes an invoice of accounts receivable, at most once for each number.</summary>
[Activity("ClarityConnect.Intacct", "Sage Intacct", "Makes a customer's invoice in accounts receivable. The same invoice number is never made twice.", DisplayName = "Create invoice")]
public sealed class CreateInvoice : IntacctTaggedActivity<LedgerInvoice>
{
    /// <summary>The invoice.</summary>
    [Input(Description = "The invoice, as { number, reference, customerId, date, dueDate, currency, lines: [ { account, amount, tax, description, location, department, project } ] }. Without a number the reference becomes the number.", IsRequired = true)]
    public Input<Invoice> Invoice { get; set; } = new();

    /// <summary>The revenue account of lines without one.</summary>
    [Input(DisplayName = "Revenue account", Description = "The account of lines that name none.", Choices = typeof(AccountChoices))]
    public Input<string> RevenueAccount { get; set; } = new();

    /// <summary>The account that tax is owed on.</summary>
    [Input(DisplayName = "Tax account", Description = "The account that gets the tax of all lines, as lines of their own. Needed where lines have tax.", Choices = typeof(AccountChoices))]
    public Input<string> TaxAccount { get; set; } = new();

    /// <summary>What the invoice is about.</summary>
    [Input(Description = "What the invoice is about; shown in lists.")]
    public Input<string> Description { get; set; } = new();

    /// <summary>The term of payment.</summary>
    [Input(DisplayName = "Payment term", Description = "The name of the term of payment, such as 'N30', where the invoice has no due date.", Category = "Advanced")]
    public Input<string> Term { get; set; } = new();

    /// <summary>Whether it is only drafted.</summary>
    [Input(DisplayName = "As draft", Description = "Whether the invoice is only drafted, for a person to post it in Intacct.", Category = "Advanced")]
    public Input<bool> AsDraft { get; set; } = new();

    /// <summary>Intacct's id of the invoice.</summary>
    [Output(Description = "Intacct's id of the invoice; payments name it.")]
    public Output<string> RecordNo { get; set; } = new();

    /// <summary>Whether it was there before.</summary>
    [Output(Description = "Whether the invoice was there before, so that nothing was made now.")]
    public Output<bool> AlreadyThere { get; set; } = new();

    private protected override AtMostOnce<LedgerInvoice> Prepare(ActivityExecutionContext context, IntacctClient client)
    {
        var invoice = context.GetRequired(Invoice) with { IsCredit = false };
        var draft = InvoiceDraft.Of(invoice, context.Get(TaxAccount), context.Get(RevenueAccount), Settings(context), client.HasSeveralCurrencies);
        return InvoicePosting.Once(client, draft with { Description = context.Get(Description), Term = context.Get(Term), IsDraft = context.Get(AsDraft) });
    }

    private protected override void Report(ActivityExecutionContext context, LedgerInvoice made)
    {
        context.Set(Result, made);
        context.Set(RecordNo, made.Invoice.InvoiceId);
        context.Set(AlreadyThere, made.AlreadyThere);
    }
}
