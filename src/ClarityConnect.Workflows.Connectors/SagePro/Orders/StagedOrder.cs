using ClarityConnect.Workflows.Connectors.SagePro.Batches;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.SagePro.Orders;

/// <summary>From an order to the batch that is delivered. Every line names its item; tax is not among them, because Sage Pro works it out by the customer's tax code.</summary>
internal static class StagedOrder
{
    private const int PurchaseOrderWidth = 20;
    private const int Digits = 4;

    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: a day, or the item for shipping, is missing, or discounts are more than the goods.</exception>
    public static StagedBatch Of(Order order, string customer, DateOnly? date, string? shippingItem, string? purchaseOrder, string? title)
    {
        var name = order.Number is { Length: > 0 } number ? number : order.OrderId;
        var known = string.IsNullOrWhiteSpace(purchaseOrder) ? name.Length <= PurchaseOrderWidth ? name : null : purchaseOrder;
        var lines = Goods(order, name).ToList();
        if (order.Shipping != 0)
        {
            if (string.IsNullOrWhiteSpace(shippingItem))
                throw Invalid($"The order {name} has shipping of {order.Shipping}, and nothing says under which item Sage Pro charges it. Give 'Shipping item'.");
            var shipping = new Money(order.Shipping, order.Currency).Round().Amount;
            lines.Add(Line(shippingItem, "Shipping", 1, shipping, shipping));
        }

        return new StagedBatch
        {
            Kind = BatchKind.Order,
            DocDate = date ?? (order.PlacedAt is { } placed
                ? DateOnly.FromDateTime(placed.DateTime)
                : throw Invalid($"The order {name} has no day. Give 'Order date', or an order with 'placedAt'.")),
            Custno = customer,
            Currency = order.Currency,
            Memo = title,
            Lines = [.. lines.Select(line => line with { Ref = known })],
        };
    }

    private static IEnumerable<StagedLine> Goods(Order order, string name)
    {
        var amounts = order.Lines
            .Select(line => new Money(line.Amount != 0 ? line.Amount : (line.UnitPrice * line.Quantity) - line.Discount, order.Currency).Round().Amount)
            .ToList();
        if (order.Discounts == 0)
            return order.Lines.Select((line, index) => Line(line, amounts[index], isDiscounted: false));
        if (order.Discounts < 0 || order.Discounts > amounts.Sum())
            throw Invalid($"The order {name} has discounts of {order.Discounts} on goods of {amounts.Sum()}. Correct the order.");
        var shares = new Money(order.Discounts, order.Currency).Allocate(amounts);
        return order.Lines.Select((line, index) => Line(line, amounts[index] - shares[index].Amount, isDiscounted: true));
    }

    // A discount is in the price, because what Sage Pro takes off by itself is the customer's, not the order's.
    private static StagedLine Line(OrderLine line, decimal amount, bool isDiscounted) => Line(
        line.Sku,
        line.Description,
        line.Quantity,
        line.Quantity == 0 || (!isDiscounted && line.Discount == 0 && line.UnitPrice != 0) ? line.UnitPrice : amount / line.Quantity,
        amount);

    /// <summary>Quantity and price with all their digits, so that the same order is always written the same way.</summary>
    private static StagedLine Line(string? item, string? description, decimal quantity, decimal price, decimal amount) => new()
    {
        Item = item,
        Memo = description is { Length: > 40 } ? description[..40] : description,
        Qty = decimal.Round(quantity, Digits, MidpointRounding.AwayFromZero) + 0.0000m,
        Price = decimal.Round(price, Digits, MidpointRounding.AwayFromZero) + 0.0000m,
        Credit = amount,
    };

    private static ActivityException Invalid(string message) => new(FailureKind.InvalidData, message);
}
