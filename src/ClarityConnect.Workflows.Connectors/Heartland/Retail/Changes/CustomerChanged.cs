using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Triggers;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Changes;

/// <summary>Starts an instance at once for every customer that is made or changed (events customer_created and customer_updated).</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Starts at once for every customer that is made or changed. Heartland has to be told the address: use 'Register webhook' with customer_created and customer_updated.", DisplayName = "Customer changed")]
public sealed class CustomerChanged : RetailWebhookTrigger<Customer>
{
    /// <summary>Whether changes that workflows made are told too.</summary>
    [Input(DisplayName = "Include changes by workflows", Description = "Whether changes that a workflow made are told too. Leave it off for a sync in both directions, or it answers itself.")]
    public Input<bool> IncludeOwn { get; set; } = new();

    private protected override bool Fits(JsonElement hint) =>
        !IsTicket(hint) && (RetailJson.Find(hint, "first_name") is not null || RetailJson.Find(hint, "last_name") is not null || RetailJson.Find(hint, "email") is not null);

    private protected override async Task<TriggerEvent?> ReadAsync(HeartlandRetailClient client, WebhookContext context, string id, CancellationToken cancellationToken) =>
        await client.Customers.FindAsync(id, cancellationToken) is { } found && (!found.IsOurs || context.Get(IncludeOwn)) ? RecordEvents.Customer(found.Customer) : null;
}
