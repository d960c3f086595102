using System.Globalization;
using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Intacct.Gateway;
using ClarityConnect.Workflows.Connectors.Intacct.Queries;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Invoices;

/// <summary>Reverses an invoice that was made by mistake, at most once. The XML gateway only.</summary>
[Activity("ClarityConnect.Intacct", "Sage Intacct", "Reverses an invoice that was made by mistake and is not paid. An invoice that is reversed already is left as it is.", DisplayName = "Reverse invoice")]
public sealed class ReverseInvoice : IntacctWriteActivity<LedgerInvoice>
{
    /// <summary>Intacct's id of the invoice.</summary>
    [Input(DisplayName = "Record number", Description = "Intacct's id of the invoice, as 'Create invoice' or 'Find invoice' gives it.", IsRequired = true)]
    public Input<string> RecordNo { get; set; } = new();

    /// <summary>The day of the reversal.</summary>
    [Input(DisplayName = "Reversal date", Description = "The day that the reversal belongs to in the books.", IsRequired = true)]
    public Input<DateOnly?> Date { get; set; } = new();

    /// <summary>Why.</summary>
    [Input(Description = "Why it is reversed; shown in Intacct.")]
    public Input<string> Reason { get; set; } = new();

    private protected override AtMostOnce<LedgerInvoice> Prepare(ActivityExecutionContext context, IntacctClient client)
    {
        var recordNo = context.GetRequired(RecordNo);
        var date = context.Get(Date) ?? throw new ActivityException(FailureKind.InvalidData, "The input 'Reversal date' is empty. Give it a day.");
        var function = new XElement(
            "reverse_invoice", new XAttribute("key", recordNo), new XElement("datereversed", IntacctXml.Parts(date)), IntacctXml.Optional("description", context.Get(Reason)));
        var key = WriteKey.Of("reverse invoice", recordNo, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return new WriteOnce<LedgerInvoice>(client, new IntacctWrite($"reversal of invoice {recordNo}", key, function) { NamesNoRecord = true }, FindAsync, async (_, cancellationToken) =>
            (await ReadAsync(cancellationToken)) with { AlreadyThere = false });

        async Task<LedgerInvoice?> FindAsync(CancellationToken cancellationToken) =>
            await ReadAsync(cancellationToken) is { IsReversed: true } reversed ? reversed with { AlreadyThere = true } : null;

        async Task<LedgerInvoice> ReadAsync(CancellationToken cancellationToken) =>
            await InvoiceReader.ListAsync(client, credits: false, [IntacctCondition.Equal("RECORDNO", recordNo)], 1, cancellationToken) is [var invoice]
                ? invoice
                : throw new ActivityException(FailureKind.InvalidData, $"Intacct has no invoice with record number {recordNo}.");
    }
}
