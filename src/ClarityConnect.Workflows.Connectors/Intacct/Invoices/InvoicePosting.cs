using System.Globalization;
using ClarityConnect.Workflows.Connectors.Intacct.Queries;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Invoices;

/// <summary>Makes invoices and credit memos at most once for each number.</summary>
internal static class InvoicePosting
{
    /// <summary>Says how an invoice is made once.</summary>
    public static AtMostOnce<LedgerInvoice> Once(IntacctClient client, InvoiceDraft draft)
    {
        var write = new IntacctWrite(draft.What, draft.Key, InvoiceXml.Write(draft)) { Rest = InvoiceJson.Write(draft) };
        return new WriteOnce<LedgerInvoice>(client, write, FindAsync, DescribeAsync);

        async Task<LedgerInvoice?> FindAsync(CancellationToken cancellationToken)
        {
            var found = await InvoiceReader.ListAsync(client, draft.Invoice.IsCredit, [IntacctCondition.Equal("RECORDID", draft.Number)], null, cancellationToken);
            if (found.Count == 0)
                return null;
            // Copies that reversing makes carry negative totals or another number; the customer and the total tell ours.
            var same = found.FirstOrDefault(other => other.Invoice.CustomerId == draft.Invoice.CustomerId && other.Invoice.Total == draft.Total);
            return same is not null ? same with { AlreadyThere = true } : throw Taken(draft, found[0]);
        }

        async Task<LedgerInvoice> DescribeAsync(string recordNo, CancellationToken cancellationToken)
        {
            var found = await InvoiceReader.ListAsync(client, draft.Invoice.IsCredit, [IntacctCondition.Equal("RECORDNO", recordNo)], 1, cancellationToken);
            return found is [var made]
                ? made
                : new LedgerInvoice(draft.Invoice with { InvoiceId = recordNo, Number = draft.Number, Total = draft.Total, Due = draft.Total }, State: null, AlreadyThere: false);
        }
    }

    private static ActivityException Taken(InvoiceDraft draft, LedgerInvoice other) => new(
        FailureKind.Rejected,
        string.Create(
            CultureInfo.InvariantCulture,
            $"Intacct already has {draft.What} for customer {other.Invoice.CustomerId} with {other.Invoice.Total:0.00} (record {other.Invoice.InvoiceId}), but one for customer {draft.Invoice.CustomerId} with {draft.Total:0.00} was to be made. Nothing was sent. Look at the earlier one, or use another number."));
}
