using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Triggers;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Changes;

/// <summary>Starts an instance at once for every item that is made or changed (events item_created and item_updated).</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Starts at once for every item that is made or changed. Heartland has to be told the address: use 'Register webhook' with item_created and item_updated.", DisplayName = "Item changed")]
public sealed class ItemChanged : RetailWebhookTrigger<Product>
{
    /// <summary>Whether changes that workflows made are told too.</summary>
    [Input(DisplayName = "Include changes by workflows", Description = "Whether changes that a workflow made are told too. Leave it off for a sync in both directions, or it answers itself.")]
    public Input<bool> IncludeOwn { get; set; } = new();

    private protected override bool Fits(JsonElement hint) => !IsTicket(hint) && RetailJson.Find(hint, "price") is not null;

    private protected override async Task<TriggerEvent?> ReadAsync(HeartlandRetailClient client, WebhookContext context, string id, CancellationToken cancellationToken) =>
        await client.Items.FindAsync(id, cancellationToken) is { } found && (!found.IsOurs || context.Get(IncludeOwn)) ? RecordEvents.Item(found.Product) : null;
}
