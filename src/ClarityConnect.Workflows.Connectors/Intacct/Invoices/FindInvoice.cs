using ClarityConnect.Workflows.Connectors.Intacct.Queries;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Invoices;

/// <summary>Finds an invoice with its lines.</summary>
[Activity("ClarityConnect.Intacct", "Sage Intacct", "Finds an invoice by its number or by Intacct's id, with its lines and what is still due.", DisplayName = "Find invoice")]
[FlowNode("Found", "Not found")]
public sealed class FindInvoice : CodeActivity<LedgerInvoice>
{
    /// <summary>The Sage Intacct company.</summary>
    [Input(Description = "The Sage Intacct company.", ConnectionType = typeof(IntacctConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The number that people see.</summary>
    [Input(DisplayName = "Invoice number", Description = "The number on the invoice. Leave it empty to find it by Intacct's id.")]
    public Input<string> Number { get; set; } = new();

    /// <summary>Intacct's id.</summary>
    [Input(DisplayName = "Record number", Description = "Intacct's id of the invoice, where the number is not known.")]
    public Input<string> RecordNo { get; set; } = new();

    /// <summary>The invoice alone.</summary>
    [Output(Description = "The invoice with its lines: invoiceId, number, customerId, date, dueDate, currency, total, due, lines.")]
    public Output<Invoice> Invoice { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<IntacctClient>(Connection);
        var condition = (context.Get(RecordNo), context.Get(Number)) switch
        {
            ({ Length: > 0 } recordNo, _) => IntacctCondition.Equal("RECORDNO", recordNo),
            (_, { Length: > 0 } number) => IntacctCondition.Equal("RECORDID", number),
            _ => throw new ActivityException(FailureKind.InvalidData, "Neither an invoice number nor a record number is given. Give one of them."),
        };
        var found = await InvoiceReader.ListAsync(client, credits: false, [condition], null, context.CancellationToken);
        // A reversed invoice keeps its number; where there is a later one, that is meant.
        var one = found.LastOrDefault(invoice => !invoice.IsReversed) ?? (found.Count > 0 ? found[^1] : null);
        if (one is not null)
        {
            one = await InvoiceReader.WithLinesAsync(client, one, context.CancellationToken);
            context.Set(Result, one);
            context.Set(Invoice, one.Invoice);
        }

        context.Complete(one is null ? "Not found" : "Found");
    }
}
