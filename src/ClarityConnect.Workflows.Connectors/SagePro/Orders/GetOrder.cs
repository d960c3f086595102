using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.SagePro.Orders;

/// <summary>Reads a sales order with its lines.</summary>
[Activity("ClarityConnect.SagePro", "Sage Pro", "Reads one sales order of Sage Pro with its lines, as it is now.", DisplayName = "Get order")]
[FlowNode("Found", "Not found")]
public sealed class GetOrder : AskingActivity<Order>
{
    /// <summary>The number.</summary>
    [Input(DisplayName = "Order number", Description = "The order's number in Sage Pro. An order that Sage Pro has moved to its history is not found.", IsRequired = true, Order = 1)]
    public Input<string> Number { get; set; } = new();

    /// <summary>The item that shipping is charged under.</summary>
    [Input(DisplayName = "Shipping item", Description = "The number of the item in Sage Pro under which shipping is charged, such as FREIGHT: its lines become the order's shipping. Empty to leave all lines as they are.", Order = 2)]
    public Input<string> ShippingItem { get; set; } = new();

    /// <summary>The order; null where there is none.</summary>
    [Output(Description = "The order, with its status as \"open\", \"fulfilled\" (closed in Sage Pro) or \"cancelled\" (void there). Its custom fields hold 'purchaseOrder', the customer's own number, and 'reference', where a workflow posted it.")]
    public Output<Order> Result { get; set; } = new();

    private protected override string Operation => SageProOperation.GetOrder;

    private protected override object InputOf(ActivityExecutionContext context) => new { number = context.GetRequired(Number).Trim() };

    private protected override void Report(ActivityExecutionContext context, IReadOnlyList<Order> rows)
    {
        context.Set(Result, rows.Count == 0 ? null : OrderMapping.WithShipping(rows[0], context.Get(ShippingItem)));
        context.Complete(rows.Count == 0 ? "Not found" : "Found");
    }
}
