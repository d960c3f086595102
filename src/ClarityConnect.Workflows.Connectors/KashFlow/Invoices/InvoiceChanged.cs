using System.Globalization;
using ClarityConnect.Workflows.Connectors.KashFlow.Changes;
using ClarityConnect.Workflows.Connectors.KashFlow.Rest;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Invoices;

/// <summary>Starts an instance for every invoice that is new or was changed. KashFlow calls nobody and does not say when an invoice was changed, so invoices are compared with how they looked at the last poll.</summary>
[Activity("ClarityConnect.KashFlow", "KashFlow", "Starts when an invoice is new, was changed or was paid.", DisplayName = "Invoice changed")]
public sealed class InvoiceChanged : PollingTrigger
{
    private static readonly string[] Compared =
    [
        "Id", "CustomerCode", "CustomerReference", "IssuedDate", "DueDate", "PaidDate", "LastPaymentDate", "NetAmount", "VATAmount", "GrossAmount", "TotalPaidAmount",
        "DueAmount", "Status", "IsArchived",
    ];

    /// <summary>The KashFlow company.</summary>
    [Input(Description = "The KashFlow company.", ConnectionType = typeof(KashFlowConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>How far back invoices are watched.</summary>
    [Input(DisplayName = "Watch back", Description = "How long after its issue date an invoice is watched, in days. Longer than customers take to pay.")]
    public Input<int> WatchBackDays { get; set; } = new(60);

    /// <summary>Whether the first poll reports what is there.</summary>
    [Input(DisplayName = "Start with existing invoices", Description = "Whether the invoices that are there at the beginning start the workflow too. Off: only what changes from then on.")]
    public Input<bool> IncludeExisting { get; set; } = new();

    /// <summary>The invoice.</summary>
    [Output(Description = "The invoice as it is now: number, customerId, date, currency, total, due, lines.")]
    public Output<Invoice> Result { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask<PollResult> PollAsync(PollContext context, CancellationToken cancellationToken)
    {
        var client = await context.GetClientAsync<KashFlowClient>(Connection);
        var cursor = context.GetCursor<ChangeCursor>();
        var today = DateOnly.FromDateTime(context.Time.GetUtcNow().UtcDateTime);
        // From what was seen last and not from today, so that a server that was down for weeks misses nothing.
        var newest = cursor?.Through is { } through && through < today ? through : today;
        var from = newest.AddDays(-Math.Max(1, context.Get(WatchBackDays)));
        var rows = new SortedDictionary<long, (string Fingerprint, DateOnly? Issued)>();
        await foreach (var row in client.Rest.ListAsync(string.Create(CultureInfo.InvariantCulture, $"invoices?issuedatefrom={from:yyyy-MM-dd}&perpage=100"), cancellationToken))
        {
            if (KashFlowJson.Whole(row, "Number") is { } number)
                rows[number] = (ChangeDetector.Fingerprint(row, Compared), KashFlowJson.Day(row, "IssuedDate"));
        }

        var (changed, seen) = ChangeDetector.Compare(
            rows.Select(row => (row.Key.ToString(CultureInfo.InvariantCulture), row.Value.Fingerprint)), cursor, context.Get(IncludeExisting));
        var events = new List<TriggerEvent>();
        foreach (var (key, eventId) in changed)
        {
            if (await InvoiceLookup.FindAsync(client, DocumentNumber.Parse(key), cancellationToken) is { } invoice)
                events.Add(new TriggerEvent(eventId, InvoiceMapping.Read(invoice, client.Settings.HomeCurrency), key));
        }

        var latest = rows.Values.Select(row => row.Issued).Where(issued => issued <= today).DefaultIfEmpty(cursor?.Through).Max();
        return new PollResult(events, new ChangeCursor(latest, seen));
    }

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        context.Set(Result, ValueConversion.To<Invoice>(ChangeDetector.Payload(context, "Invoice changed")));
        context.Complete();
    }
}
