using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Webhooks;

/// <summary>Asks Retail to call an address no longer.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Asks Heartland to call an address no longer. One that is not registered is no error.", DisplayName = "Unregister webhook")]
public sealed class UnregisterWebhook : CodeActivity
{
    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The subscription.</summary>
    [Input(DisplayName = "Webhook", Description = "Heartland's id of the subscription, from 'Register webhook'.", IsRequired = true)]
    public Input<string> WebhookId { get; set; } = new();

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Repeatable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        await client.Webhooks.RemoveAsync(context.GetRequired(WebhookId), context.CancellationToken);
    }
}
