using System.Globalization;
using ClarityConnect.Workflows.Connectors.Intacct.Queries;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Orders;

/// <summary>Makes a document of order entry, usually a sales invoice with items, at most once for each number. The XML gateway only.</summary>
[Activity("ClarityConnect.Intacct", "Sage Intacct", "Makes a sales invoice or another document in order entry, with items and quantities. The same number is never made twice.", DisplayName = "Create sales document")]
public sealed class CreateSalesDocument : IntacctTaggedActivity<LedgerDocument>
{
    /// <summary>The document.</summary>
    [Input(DisplayName = "Document", Description = "The document, as { number, reference, customerId, date, dueDate, currency, lines: [ { sku, quantity, unitPrice, tax, description, location, department } ] }; sku is the item ID. Without a number the reference becomes the number.", IsRequired = true)]
    public Input<Invoice> Document { get; set; } = new();

    /// <summary>The kind of document.</summary>
    [Input(DisplayName = "Document type", Description = "The name of the document's definition in order entry, such as 'Sales Invoice' or 'Sales Order'.", IsRequired = true)]
    public Input<string> DocumentType { get; set; } = new("Sales Invoice");

    /// <summary>The unit of lines.</summary>
    [Input(Description = "The unit of all quantities, such as 'Each'. Empty to leave it to the items.")]
    public Input<string> Unit { get; set; } = new("Each");

    /// <summary>The message on the document.</summary>
    [Input(Description = "The message on the document.")]
    public Input<string> Message { get; set; } = new();

    /// <summary>Intacct's id of the document.</summary>
    [Output(Description = "Intacct's id of the document, such as 'Sales Invoice-SI0042'.")]
    public Output<string> DocumentId { get; set; } = new();

    /// <summary>Whether it was there before.</summary>
    [Output(Description = "Whether the document was there before, so that nothing was made now.")]
    public Output<bool> AlreadyThere { get; set; } = new();

    private protected override AtMostOnce<LedgerDocument> Prepare(ActivityExecutionContext context, IntacctClient client)
    {
        var (invoice, kind) = (context.GetRequired(Document), context.GetRequired(DocumentType));
        var number = invoice.Number is { Length: > 0 } given ? given : invoice.Reference ?? "";
        Check(invoice, number, client.HasSeveralCurrencies);
        var total = invoice.Lines.Sum(line => Round(line.UnitPrice * line.Quantity, invoice.Currency)) + invoice.Lines.Sum(line => line.Tax);
        var function = SalesDocumentXml.Write(kind, number, invoice, context.Get(Unit), context.Get(Message), Settings(context));
        return new WriteOnce<LedgerDocument>(client, new IntacctWrite($"{kind} '{number}'", WriteKey.Of(kind, number), function), FindAsync, async (id, cancellationToken) =>
            await ReadAsync(cancellationToken) ?? new LedgerDocument(id, number, kind, invoice.CustomerId, State: null, total, AlreadyThere: false));

        async Task<LedgerDocument?> FindAsync(CancellationToken cancellationToken)
        {
            if (await ReadAsync(cancellationToken) is not { } found)
                return null;
            return found.CustomerId == invoice.CustomerId && found.Total == total
                ? found with { AlreadyThere = true }
                : throw new ActivityException(
                    FailureKind.Rejected,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Intacct already has {kind} '{number}' for customer {found.CustomerId} with {found.Total:0.00}, but one for customer {invoice.CustomerId} with {total:0.00} was to be made. Nothing was sent. Look at the earlier one, or use another number."));
        }

        async Task<LedgerDocument?> ReadAsync(CancellationToken cancellationToken)
        {
            var query = new IntacctQuery("SODOCUMENT", ["DOCNO", "DOCID", "DOCPARID", "CUSTVENDID", "STATE", "TOTAL", "TRX_TOTAL"])
            {
                DocumentType = kind, Conditions = [IntacctCondition.Equal("DOCNO", number)], MaxRecords = 1,
            };
            return await client.ListAsync(query, cancellationToken) is [var row]
                ? new LedgerDocument(row.Text("DOCID") ?? $"{kind}-{number}", number, kind, row.Text("CUSTVENDID"), row.Text("STATE"), row.Amount("TRX_TOTAL", "TOTAL"), AlreadyThere: false)
                : null;
        }
    }

    private protected override void Report(ActivityExecutionContext context, LedgerDocument made)
    {
        context.Set(Result, made);
        context.Set(DocumentId, made.DocumentId);
        context.Set(AlreadyThere, made.AlreadyThere);
    }

    private static decimal Round(decimal amount, string? currency) => new Money(amount, string.IsNullOrEmpty(currency) ? "USD" : currency).Round().Amount;

    private static void Check(Invoice invoice, string number, bool severalCurrencies)
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(number))
            problems.Add("it has neither a number nor a reference; it is recognised by one of them");
        if (string.IsNullOrWhiteSpace(invoice.CustomerId))
            problems.Add("it names no customer");
        if (invoice.Date == default)
            problems.Add("it has no date");
        if (severalCurrencies && string.IsNullOrWhiteSpace(invoice.Currency))
            problems.Add("it has no currency; the company books in several, so name it");
        if (invoice.Lines.Count == 0)
            problems.Add("it has no lines");
        for (var i = 0; i < invoice.Lines.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(invoice.Lines[i].Sku))
                problems.Add($"line {i + 1} names no item");
            if (invoice.Lines[i].Quantity == 0)
                problems.Add($"line {i + 1} has the quantity 0");
        }

        if (problems.Count > 0)
            throw new ActivityException(FailureKind.InvalidData, $"The document '{number}' was not sent: {string.Join("; ", problems)}.");
    }
}
