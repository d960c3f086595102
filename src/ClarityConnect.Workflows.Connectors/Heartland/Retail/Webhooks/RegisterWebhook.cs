using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Webhooks;

/// <summary>Asks Retail to call an address when something happens, at most once for each address and event.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Asks Heartland to call an address when something happens. The same address and event is never registered twice.", DisplayName = "Register webhook")]
public sealed class RegisterWebhook : CodeActivity<RetailWebhook>
{
    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The address.</summary>
    [Input(Description = "The whole address of the trigger, with its secret path and key, such as https://clarity.example/webhooks/heartland/9f3c…?key=….", IsRequired = true, IsSensitive = true)]
    public Input<string> Address { get; set; } = new();

    /// <summary>The event.</summary>
    [Input(Description = "What is told. Heartland says nothing of which event it tells, so give each its own address.", Options = ["sales_transaction_completed", "customer_created", "customer_updated", "item_created", "item_updated"], IsRequired = true)]
    public Input<string> Event { get; set; } = new();

    /// <summary>Retail's id of the subscription.</summary>
    [Output(Description = "Heartland's id of the subscription, for 'Unregister webhook'.")]
    public Output<string> WebhookId { get; set; } = new();

    /// <summary>Whether it was there before.</summary>
    [Output(Description = "Whether it was there before, so that nothing was made now.")]
    public Output<bool> AlreadyExisted { get; set; } = new();

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Reconcilable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var address = AddressOf(context);
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        var (webhook, existed) = await client.Webhooks.RegisterAsync(address, context.GetRequired(Event), context.CancellationToken);
        Report(context, webhook, existed);
    }

    /// <inheritdoc/>
    protected override async ValueTask<Reconciliation> ReconcileAsync(ActivityExecutionContext context)
    {
        var address = AddressOf(context);
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        if (await client.Webhooks.FindAsync(address, context.GetRequired(Event), context.CancellationToken) is not { } webhook)
            return Reconciliation.NotApplied;
        Report(context, webhook, existed: true);
        context.Complete();
        return Reconciliation.Applied;
    }

    private string AddressOf(ActivityExecutionContext context) => context.GetRequired(Address) is var text && Uri.TryCreate(text.Trim(), UriKind.Absolute, out _)
        ? text.Trim()
        : throw new ActivityException(FailureKind.InvalidData, "The address to call is no web address. Give one that begins with https://.");

    // The address holds the secret, so only its host is shown.
    private void Report(ActivityExecutionContext context, RetailWebhook webhook, bool existed)
    {
        context.Set(Result, webhook with { Address = new Uri(webhook.Address).GetLeftPart(UriPartial.Authority) });
        context.Set(WebhookId, webhook.WebhookId);
        context.Set(AlreadyExisted, existed);
    }
}
