using System.Globalization;
using System.Text.Json;
using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.SagePro.Orders;

/// <summary>From Sage Pro's orders to ours.</summary>
internal static class OrderMapping
{
    private const int PriceDigits = 4;

    /// <summary>A header.</summary>
    public static SageProOrder Read(SageProRow row, string currency) => new(
        row.Text(0) ?? "",
        row.Text(1),
        row.Day(2),
        row.Text(4) switch { null => "Open", "C" => "Closed", "V" => "Void", var other => other },
        row.Number(5),
        row.Number(6),
        currency,
        row.Text(7));

    /// <summary>What of a header counts as a change: not that a workflow posted it, because that becomes known after the order is there.</summary>
    public static JsonElement Essence(JsonElement order) => SageProJson.Write(SageProJson.Read<SageProOrder>(order) with { Reference = null });

    /// <summary>A line; null for a remark between the lines, which orders nothing.</summary>
    public static OrderLine? ReadLine(SageProRow row, string currency)
    {
        var (item, quantity, price) = (row.Text(0), row.Number(2), row.Number(3));
        var list = new Money(price * quantity, currency).Round().Amount;
        var amount = row.NumberOrNone(4) ?? list;
        if (item is null && quantity == 0 && amount == 0)
            return null;
        // A line that comes to more than its price says was priced by hand.
        var isRaised = amount > list && quantity != 0;
        return new OrderLine
        {
            ProductId = item,
            Sku = item,
            Description = row.Text(1),
            Quantity = Plain(quantity),
            UnitPrice = Plain(isRaised ? decimal.Round(amount / quantity, PriceDigits, MidpointRounding.AwayFromZero) : price),
            Discount = isRaised ? 0 : list - amount,
            Amount = amount,
        };
    }

    /// <summary>An order of its header and lines. What it comes to is worked out, because sites differ in whether the header's amount has the tax in it.</summary>
    public static Order Whole(SageProOrder header, string? location, IEnumerable<OrderLine> lines)
    {
        List<OrderLine> goods = [.. lines.Select((line, index) => line with { LineId = (index + 1).ToString(CultureInfo.InvariantCulture) })];
        var subtotal = goods.Sum(line => line.Amount);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (header.PurchaseOrder is { } purchaseOrder)
            fields["purchaseOrder"] = purchaseOrder;
        if (header.Reference is { } reference)
            fields["reference"] = reference;
        return new Order
        {
            OrderId = header.Number,
            Number = header.Number,
            Status = header.Status switch { "Open" => "open", "Closed" => "fulfilled", "Void" => "cancelled", var other => other },
            PlacedAt = header.Date is { } day ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null,
            CustomerId = header.CustomerId,
            LocationId = location,
            Currency = header.Currency,
            Subtotal = subtotal,
            Tax = header.Tax,
            Total = subtotal + header.Tax,
            Lines = goods,
            CustomFields = fields,
        };
    }

    /// <summary>The same order with the lines of one item as its shipping.</summary>
    public static Order WithShipping(Order order, string? shippingItem)
    {
        if (string.IsNullOrWhiteSpace(shippingItem))
            return order;
        var charged = order.Lines.ToLookup(line => string.Equals(line.Sku, shippingItem.Trim(), StringComparison.OrdinalIgnoreCase));
        var shipping = charged[true].Sum(line => line.Amount);
        return order with { Lines = [.. charged[false]], Shipping = order.Shipping + shipping, Subtotal = order.Subtotal - shipping };
    }

    /// <summary>Without the noughts that a column of fixed digits has.</summary>
    private static decimal Plain(decimal number) => number / 1.0000000000000000000000000000m;
}
