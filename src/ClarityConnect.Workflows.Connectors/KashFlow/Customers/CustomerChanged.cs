using ClarityConnect.Workflows.Connectors.KashFlow.Changes;
using ClarityConnect.Workflows.Connectors.KashFlow.Rest;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Customers;

/// <summary>Starts an instance for every customer who is new or was changed. The list of customers has neither filter nor time of change, so each poll reads all of it.</summary>
[Activity("ClarityConnect.KashFlow", "KashFlow", "Starts when a customer is new or was changed.", DisplayName = "Customer changed")]
public sealed class CustomerChanged : PollingTrigger
{
    // Balances and statistics move with every invoice and are left out.
    private static readonly string[] Compared =
    [
        "Code", "Name", "CustomerKey", "Contacts", "Addresses", "DeliveryAddresses", "Email", "TelephoneNumber", "MobileNumber", "VATNumber", "Currency", "PaymentTerms", "Note",
        "CustomTextBoxes", "CustomCheckBoxes", "IsArchived",
    ];

    /// <summary>The KashFlow company.</summary>
    [Input(Description = "The KashFlow company.", ConnectionType = typeof(KashFlowConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>Whether the first poll reports who is there.</summary>
    [Input(DisplayName = "Start with existing customers", Description = "Whether the customers who are there at the beginning start the workflow too. Off: only who changes from then on.")]
    public Input<bool> IncludeExisting { get; set; } = new();

    /// <summary>The customer.</summary>
    [Output(Description = "The customer as it is now: code, company, firstName, lastName, email, phone, billingAddress, customFields.")]
    public Output<Customer> Result { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask<PollResult> PollAsync(PollContext context, CancellationToken cancellationToken)
    {
        var client = await context.GetClientAsync<KashFlowClient>(Connection);
        var cursor = context.GetCursor<ChangeCursor>();
        var rows = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var row in client.Rest.ListAsync("customers?perpage=100", cancellationToken))
        {
            if (KashFlowJson.Text(row, "Code") is { } code)
                rows[code] = ChangeDetector.Fingerprint(row, Compared);
        }

        var (changed, seen) = ChangeDetector.Compare(rows.Select(row => (row.Key, row.Value)), cursor, context.Get(IncludeExisting));
        var events = new List<TriggerEvent>();
        foreach (var (code, eventId) in changed)
        {
            if (await CustomerLookup.ByCodeAsync(client, code, cancellationToken) is { } customer)
                events.Add(new TriggerEvent(eventId, CustomerMapping.Read(customer), code));
        }

        return new PollResult(events, new ChangeCursor(null, seen));
    }

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        context.Set(Result, ValueConversion.To<Customer>(ChangeDetector.Payload(context, "Customer changed")));
        context.Complete();
    }
}
