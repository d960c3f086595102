using System.Globalization;
using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Intacct.Gateway;
using ClarityConnect.Workflows.Connectors.Intacct.Queries;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Payments;

/// <summary>Reverses a payment, such as one that bounced, at most once; its invoices are due again. The XML gateway only.</summary>
[Activity("ClarityConnect.Intacct", "Sage Intacct", "Reverses a payment, such as one that bounced, so that its invoices are due again. A payment that is reversed already is left as it is.", DisplayName = "Reverse payment")]
public sealed class ReversePayment : IntacctWriteActivity<LedgerPayment>
{
    /// <summary>Intacct's id of the payment.</summary>
    [Input(DisplayName = "Record number", Description = "Intacct's id of the payment, as 'Record payment' gives it.", IsRequired = true)]
    public Input<string> RecordNo { get; set; } = new();

    /// <summary>The day of the reversal.</summary>
    [Input(DisplayName = "Reversal date", Description = "The day that the reversal belongs to in the books.", IsRequired = true)]
    public Input<DateOnly?> Date { get; set; } = new();

    /// <summary>Why.</summary>
    [Input(Description = "Why it is reversed; shown in Intacct.")]
    public Input<string> Reason { get; set; } = new();

    private protected override AtMostOnce<LedgerPayment> Prepare(ActivityExecutionContext context, IntacctClient client)
    {
        var recordNo = context.GetRequired(RecordNo);
        var date = context.Get(Date) ?? throw new ActivityException(FailureKind.InvalidData, "The input 'Reversal date' is empty. Give it a day.");
        var function = new XElement(
            "reverse_arpayment", new XAttribute("key", recordNo), new XElement("datereversed", IntacctXml.Parts(date)), IntacctXml.Optional("description", context.Get(Reason)));
        var write = new IntacctWrite($"reversal of payment {recordNo}", WriteKey.Of("reverse payment", recordNo, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), function) { NamesNoRecord = true };
        return new WriteOnce<LedgerPayment>(client, write, FindAsync, async (_, cancellationToken) => (await ReadAsync(cancellationToken)) with { AlreadyThere = false });

        async Task<LedgerPayment?> FindAsync(CancellationToken cancellationToken) =>
            await ReadAsync(cancellationToken) is { IsReversed: true } reversed ? reversed with { AlreadyThere = true } : null;

        async Task<LedgerPayment> ReadAsync(CancellationToken cancellationToken) =>
            await PaymentReader.ListAsync(client, [IntacctCondition.Equal("RECORDNO", recordNo)], cancellationToken) is [var payment]
                ? payment
                : throw new ActivityException(FailureKind.InvalidData, $"Intacct has no payment with record number {recordNo}.");
    }
}
