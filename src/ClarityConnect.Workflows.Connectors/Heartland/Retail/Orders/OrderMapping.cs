using System.Text.Json;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Tickets;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Orders;

/// <summary>Turns Retail's sales orders into canonical ones.</summary>
internal static class OrderMapping
{
    public static Order From(JsonElement row, IReadOnlyList<JsonElement> lines, IReadOnlyList<JsonElement> payments, string currency, RetailNames names)
    {
        var goods = lines.Where(line => RetailJson.Text(line, "item_id") is not null).Select(line => Line(line, currency)).ToList();
        var paid = payments.Select(payment => TicketMapping.Payment(payment, currency, names)).ToList();
        var shipping = RetailJson.Decimal(row, "shipping_charge") ?? 0;
        var tax = RetailJson.Decimal(row, "tax_total") ?? 0;
        var subtotal = RetailJson.Decimal(row, "subtotal") ?? goods.Sum(line => line.Amount);
        var total = RetailJson.Decimal(row, "total") ?? subtotal + shipping + tax;
        return new Order
        {
            OrderId = RetailJson.Text(row, "id") ?? "",
            Number = RetailJson.Text(row, "public_id"),
            Status = StatusOf(RetailJson.Text(row, "status"), total, paid.Where(payment => !payment.IsVoided).Sum(payment => payment.Amount)),
            PlacedAt = RetailJson.Moment(row, "created_at"),
            CustomerId = RetailJson.Text(row, "customer_id"),
            LocationId = RetailJson.Text(row, "source_location_id"),
            Currency = currency,
            Subtotal = subtotal,
            Shipping = shipping,
            Tax = tax,
            Total = total,
            Lines = goods,
            Payments = paid,
            UpdatedAt = RetailJson.Moment(row, "updated_at"),
            CustomFields = RetailCustom.Read(row, names),
        };
    }

    /// <summary>
    /// Retail's states in canonical words. Only pending and open are known for certain; the rest is read in every spelling that was seen, and a word that is
    /// not known stays as it is.
    /// </summary>
    public static string? StatusOf(string? status, decimal total, decimal paid) => status?.ToLowerInvariant() switch
    {
        "open" when total > 0 && paid >= total => "paid",
        "complete" or "completed" or "closed" or "fulfilled" or "invoiced" => "fulfilled",
        "void" or "voided" or "cancelled" or "canceled" => "cancelled",
        var other => other,
    };

    /// <summary>The word that Retail is told for a canonical one.</summary>
    public static string WireStatus(string status) => status.Trim().ToLowerInvariant() switch
    {
        "paid" => "open",
        "cancelled" or "canceled" => "void",
        "fulfilled" => "complete",
        var other => other,
    };

    private static OrderLine Line(JsonElement line, string currency)
    {
        var quantity = RetailJson.Decimal(line, "qty") ?? 1;
        var list = RetailJson.Decimal(line, "original_unit_price") ?? RetailJson.Decimal(line, "unit_price") ?? 0;
        var price = RetailJson.Decimal(line, "adjusted_unit_price") ?? RetailJson.Decimal(line, "unit_price") ?? list;
        var amount = new Money(price * quantity, currency).Round().Amount;
        return new OrderLine
        {
            LineId = RetailJson.Text(line, "id") ?? "",
            ProductId = RetailJson.Text(line, "item_id"),
            Sku = RetailJson.Text(line, "item_public_id"),
            Description = RetailJson.Text(line, "item_description") ?? RetailJson.Text(line, "description"),
            Quantity = quantity,
            UnitPrice = list,
            Discount = new Money(list * quantity, currency).Round().Amount - amount,
            Amount = amount,
        };
    }
}
