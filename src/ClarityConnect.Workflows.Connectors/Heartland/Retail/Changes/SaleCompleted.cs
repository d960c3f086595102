using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Triggers;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Changes;

/// <summary>Starts an instance at once for every sale that tills complete (event sales_transaction_completed).</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Starts at once for every sale that a till completes. Heartland has to be told the address: use 'Register webhook' with sales_transaction_completed.", DisplayName = "Sale completed")]
public sealed class SaleCompleted : RetailWebhookTrigger<Sale>
{
    private protected override bool Fits(JsonElement hint) => IsTicket(hint);

    private protected override async Task<TriggerEvent?> ReadAsync(HeartlandRetailClient client, WebhookContext context, string id, CancellationToken cancellationToken) =>
        await client.FindTicketAsync(id, cancellationToken) is { } sale ? SaleEvents.Completed(sale) : null;
}
