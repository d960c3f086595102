using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.Shop.Orders;

/// <summary>Tells the shop how an order fares.</summary>
[Activity("ClarityConnect.Shop", "Shop and CRM", "Tells the shop how an order fares, by a signed call. The shop takes the same report once.", DisplayName = "Report order status")]
[FlowNode("Done", "Unknown order")]
public sealed class ReportOrderStatus : Activity
{
    /// <summary>The shop.</summary>
    [Input(Description = "The shop to tell.", ConnectionType = typeof(ShopConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The order.</summary>
    [Input(DisplayName = "Order", Description = "The order's id at the shop.", IsRequired = true)]
    public Input<string> OrderId { get; set; } = new();

    /// <summary>The status.</summary>
    [Input(Description = "The status in the shop's words, such as paid or declined.", IsRequired = true)]
    public Input<string> Status { get; set; } = new();

    /// <summary>What the customer may be told.</summary>
    [Input(Description = "What the customer may be told; empty for nothing.", UIHint = "multiline")]
    public Input<string?> Message { get; set; } = new();

    /// <summary>The payment.</summary>
    [Input(DisplayName = "Payment reference", Description = "The processor's id of the payment; empty for none.")]
    public Input<string?> PaymentReference { get; set; } = new();

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Repeatable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var report = new OrderStatusReport(context.GetRequired(OrderId), context.GetRequired(Status), context.Get(Message), context.Get(PaymentReference));
        var client = await context.GetClientAsync<ShopClient>(Connection);
        context.Complete(await client.ReportAsync(report, context.IdempotencyKey, context.CancellationToken) ? "Done" : "Unknown order");
    }
}
