using ClarityConnect.Workflows.Connectors.SagePro.Batches;
using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.SagePro.Orders;

/// <summary>Posts a sales order, once for each reference.</summary>
[Activity("ClarityConnect.SagePro", "Sage Pro", "Posts a sales order to Sage Pro and waits until it is there. The same reference is never posted twice.", DisplayName = "Post order")]
[FlowNode(PostedOutcome, DeliveredOutcome, TimedOutOutcome, CustomerNotFoundOutcome, ItemNotFoundOutcome)]
public sealed class PostOrder : ReceivableActivity
{
    private const string ItemNotFoundOutcome = "Item not found";

    /// <summary>The customer's number.</summary>
    [Input(DisplayName = "Customer", Description = "The customer's number in Sage Pro, at most 6 characters.", IsRequired = true, Order = 2)]
    public Input<string> Customer { get; set; } = new();

    /// <summary>The order.</summary>
    [Input(Description = "The order, as { orderId, number, placedAt, currency, shipping, discounts, lines: [{ sku, description, quantity, unitPrice, discount, amount }] }. The stock number (sku) is the item's number in Sage Pro. A discount on the whole order is shared out among its lines. Tax is worked out by Sage Pro.", IsRequired = true, Order = 3)]
    public Input<Order> Order { get; set; } = new();

    /// <summary>The order date.</summary>
    [Input(DisplayName = "Order date", Description = "The day of the order; empty for the day on which it was placed.", Order = 4)]
    public Input<DateOnly?> Date { get; set; } = new();

    /// <summary>The item that shipping is charged under.</summary>
    [Input(DisplayName = "Shipping item", Description = "The number of the item in Sage Pro under which shipping is charged, such as FREIGHT; needed only where orders have shipping.", Order = 5)]
    public Input<string> ShippingItem { get; set; } = new();

    /// <summary>The customer's own number of it.</summary>
    [Input(DisplayName = "Customer's order number", Description = "The number that the customer knows, as Sage Pro shows it; at most 20 characters. Empty for the order's number, where it is not longer.", Order = 6)]
    public Input<string> PurchaseOrder { get; set; } = new();

    /// <summary>What it is for.</summary>
    [Input(Description = "What the order is for; at most 40 characters.", Order = 7)]
    public Input<string> Title { get; set; } = new();

    /// <summary>Sage Pro's number of the order.</summary>
    [Output(DisplayName = "Order number", Description = "The order's number in Sage Pro, once it is posted.")]
    public Output<string> Number { get; set; } = new();

    internal override StagedBatch BatchOf(ActivityExecutionContext context) => StagedOrder.Of(
        context.GetRequired(Order),
        context.GetRequired(Customer),
        context.Get(Date),
        context.Get(ShippingItem),
        context.Get(PurchaseOrder),
        context.Get(Title));

    internal override string? OutcomeOf(string? code) => code == SageProFailure.ItemNotFound ? ItemNotFoundOutcome : base.OutcomeOf(code);

    private protected override void Report(ActivityExecutionContext context, PostingState state) => context.Set(Number, state.SageProNumber);
}
