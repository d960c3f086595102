using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Shop.Orders;

/// <summary>Starts an instance for each order that a shop sends.</summary>
[Activity("ClarityConnect.Shop", "Shop and CRM", "Starts when a shop sends an order by signed webhook. The same event is taken once.", DisplayName = "Order received")]
public sealed class OrderReceived : ShopTrigger<Order>
{
    /// <summary>Creates the trigger for new orders.</summary>
    public OrderReceived()
        : base("order.created")
    {
    }

    private protected override void Check(Order data)
    {
        if (string.IsNullOrWhiteSpace(data.OrderId))
            throw new JsonException("'data.orderId' is empty.");
        if (data.Lines.Count == 0)
            throw new JsonException($"'data.lines' of order {data.OrderId} has no line.");
    }

    private protected override string KeyOf(Order data) => data.OrderId;
}
