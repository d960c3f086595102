using ClarityConnect.Workflows.Connectors.Intacct.Queries;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Intacct.Invoices;

/// <summary>Reads invoices and credit memos back.</summary>
internal static class InvoiceReader
{
    private static readonly string[] HeaderFields =
        ["RECORDNO", "RECORDID", "CUSTOMERID", "STATE", "WHENCREATED", "WHENDUE", "DOCNUMBER", "CURRENCY", "TOTALENTERED", "TRX_TOTALENTERED", "TOTALDUE", "TRX_TOTALDUE"];

    private static readonly string[] LineFields =
        ["RECORDNO", "RECORDKEY", "LINE_NO", "ACCOUNTNO", "AMOUNT", "TRX_AMOUNT", "ENTRYDESCRIPTION", "LOCATIONID", "DEPARTMENTID", "PROJECTID", "ITEMID"];

    /// <summary>The invoices, or credit memos, that fulfil conditions, without lines, oldest first.</summary>
    public static async Task<IReadOnlyList<LedgerInvoice>> ListAsync(
        IntacctClient client, bool credits, IReadOnlyList<IntacctCondition> conditions, int? most, CancellationToken cancellationToken)
    {
        var fields = credits ? HeaderFields.Where(field => field != "WHENDUE").ToArray() : HeaderFields;
        var rows = await client.ListAsync(
            new IntacctQuery(credits ? "ARADJUSTMENT" : "ARINVOICE", fields) { Conditions = conditions, OrderBy = ["RECORDNO"], MaxRecords = most }, cancellationToken);
        return [.. rows.Select(row => Header(row, credits))];
    }

    /// <summary>An invoice with its lines.</summary>
    public static async Task<LedgerInvoice> WithLinesAsync(IntacctClient client, LedgerInvoice header, CancellationToken cancellationToken)
    {
        var query = new IntacctQuery("ARINVOICEITEM", LineFields) { Conditions = [IntacctCondition.Equal("RECORDKEY", header.Invoice.InvoiceId)] };
        var rows = await client.ListAsync(query, cancellationToken);
        return header with { Invoice = header.Invoice with { Lines = [.. rows.OrderBy(row => row.Amount("LINE_NO")).Select(Line)] } };
    }

    private static LedgerInvoice Header(IntacctRow row, bool isCredit)
    {
        var sign = isCredit ? -1 : 1;
        return new LedgerInvoice(
            new Invoice
            {
                InvoiceId = row.Text("RECORDNO") ?? "",
                Number = row.Text("RECORDID"),
                IsCredit = isCredit,
                Reference = row.Text("DOCNUMBER"),
                CustomerId = row.Text("CUSTOMERID"),
                Date = row.Date("WHENCREATED") ?? default,
                DueDate = isCredit ? null : row.Date("WHENDUE"),
                Currency = row.Text("CURRENCY") ?? "",
                Total = sign * row.Amount("TRX_TOTALENTERED", "TOTALENTERED"),
                Due = sign * row.Amount("TRX_TOTALDUE", "TOTALDUE"),
            },
            row.Text("STATE"),
            AlreadyThere: false);
    }

    private static InvoiceLine Line(IntacctRow row)
    {
        var amount = row.Amount("TRX_AMOUNT", "AMOUNT");
        return new InvoiceLine
        {
            Description = row.Text("ENTRYDESCRIPTION"),
            Account = row.Text("ACCOUNTNO"),
            Sku = row.Text("ITEMID"),
            Quantity = 1,
            UnitPrice = amount,
            Amount = amount,
            Location = row.Text("LOCATIONID"),
            Department = row.Text("DEPARTMENTID"),
            Project = row.Text("PROJECTID"),
        };
    }
}
