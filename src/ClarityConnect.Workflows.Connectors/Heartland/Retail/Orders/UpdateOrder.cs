using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Orders;

/// <summary>Changes status, shipping or custom fields of a sales order.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Changes status, shipping or custom fields of a sales order. To fulfil it use 'Fulfil order'.", DisplayName = "Update order")]
[FlowNode("Done", "Not found")]
public sealed class UpdateOrder : CodeActivity<Order>
{
    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The order.</summary>
    [Input(DisplayName = "Order", Description = "Heartland's id of the order.", IsRequired = true)]
    public Input<string> OrderId { get; set; } = new();

    /// <summary>The new status.</summary>
    [Input(Description = "open, cancelled, or a word of your account; empty to keep it. That an order is paid shows in its payments: record them with 'Record payment'.")]
    public Input<string> Status { get; set; } = new();

    /// <summary>The new shipping charge.</summary>
    [Input(Description = "The shipping charged to the customer; empty to keep it.")]
    public Input<decimal?> Shipping { get; set; } = new();

    /// <summary>Values of custom fields.</summary>
    [Input(DisplayName = "Custom fields", Description = "Values of custom fields by key, such as { payment_status: 'Paid' }; others stay.")]
    public Input<IReadOnlyDictionary<string, string>> CustomFields { get; set; } = new();

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Repeatable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var status = context.Get(Status);
        var body = new JsonObject()
            .With("status", string.IsNullOrWhiteSpace(status) ? null : OrderMapping.WireStatus(status))
            .With("shipping_charge", context.Get(Shipping))
            .WithCustom(context.Get(CustomFields));
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        var order = await client.Orders.UpdateAsync(context.GetRequired(OrderId), body, context.CancellationToken);
        context.Set(Result, order);
        context.Complete(order is null ? "Not found" : "Done");
    }
}
