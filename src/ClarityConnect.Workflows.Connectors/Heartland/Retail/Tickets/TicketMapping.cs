using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Tickets;

/// <summary>Turns Retail's tickets into canonical sales.</summary>
internal static class TicketMapping
{
    /// <summary>The ticket without lines and payments.</summary>
    public static Sale Header(JsonElement ticket, string currency)
    {
        var status = RetailJson.Text(ticket, "status");
        var total = RetailJson.Decimal(ticket, "total") ?? 0;
        var subtotal = RetailJson.Decimal(ticket, "subtotal") ?? 0;
        var paid = RetailJson.Decimal(ticket, "total_paid") ?? total - (RetailJson.Decimal(ticket, "balance") ?? 0);
        var balance = RetailJson.Decimal(ticket, "balance") ?? total - paid;
        return new Sale
        {
            SaleId = RetailJson.Text(ticket, "id") ?? "",
            Number = RetailJson.Text(ticket, "public_id"),
            IsReturn = Is(RetailJson.Text(ticket, "type"), "Return"),
            IsVoided = RetailJson.Flag(ticket, "voided?") == true || Is(status, "void") || Is(status, "voided"),
            IsComplete = status is null ? RetailJson.Flag(ticket, "completed?") == true : Is(status, "complete") || Is(status, "completed"),
            OriginalSaleId = RetailJson.Text(ticket, "parent_transaction_id"),
            LocationId = RetailJson.Text(ticket, "source_location_id") ?? RetailJson.Text(ticket, "location_id"),
            StationId = RetailJson.Text(ticket, "station_id"),
            CustomerId = RetailJson.Text(ticket, "customer_id"),
            CompletedAt = RetailJson.Moment(ticket, "completed_at"),
            LocalCompletedAt = RetailJson.Moment(ticket, "local_completed_at"),
            Currency = currency,
            Subtotal = subtotal,
            Discounts = RetailJson.Decimal(ticket, "total_discounts") ?? (RetailJson.Decimal(ticket, "original_subtotal") ?? subtotal) - subtotal,
            Tax = RetailJson.Decimal(ticket, "tax_total") ?? 0,
            Total = total,
            Paid = paid,
            // The balance is what is still owed; below zero it is the change that the till gave back.
            Change = Math.Max(0, -balance),
        };
    }

    /// <summary>A line.</summary>
    public static SaleLine Line(JsonElement line, string currency)
    {
        var kind = KindOf(line);
        var quantity = RetailJson.Decimal(line, "qty") ?? 1;
        var plain = RetailJson.Decimal(line, "unit_price");
        var listPrice = RetailJson.Decimal(line, "original_unit_price") ?? plain ?? 0;
        // Null means that nobody changed the price at the till.
        var unitPrice = RetailJson.Decimal(line, "adjusted_unit_price") ?? plain ?? listPrice;
        var amount = kind == SaleLineKind.Item ? null : RetailJson.Decimal(line, "value") ?? RetailJson.Decimal(line, "amount");
        var isPriced = amount is null;
        var exact = amount ?? Round(unitPrice * quantity, currency);
        return new SaleLine
        {
            LineId = RetailJson.Text(line, "id") ?? "",
            Kind = kind,
            ProductId = RetailJson.Text(line, "item_id"),
            Description = RetailJson.Text(line, "item_description") ?? RetailJson.Text(line, "description"),
            Quantity = quantity,
            ListPrice = isPriced ? listPrice : exact,
            UnitPrice = isPriced ? unitPrice : exact,
            UnitCost = RetailJson.Decimal(line, "unit_cost"),
            Discount = kind == SaleLineKind.Discount ? -exact : isPriced ? Round(listPrice * quantity, currency) - exact : 0,
            Amount = exact,
        };
    }

    /// <summary>A payment.</summary>
    public static Payment Payment(JsonElement payment, string currency, RetailNames names)
    {
        var custom = RetailJson.Find(payment, "custom") ?? default;
        var type = RetailJson.Text(payment, "type") ?? "";
        var description = RetailJson.Text(payment, "description") ?? RetailJson.Text(payment, "payment_type_name");
        var method = MethodOf(type);
        var cardType = method is "cash" or "giftcard" ? null : CardTypeOf(payment, type, description);
        var status = RetailJson.Text(payment, "status");
        return new Payment
        {
            PaymentId = RetailJson.Text(payment, "id") ?? "",
            Method = cardType is not null ? "card" : method,
            CardType = cardType,
            PaymentTypeId = RetailJson.Text(payment, "payment_type_id"),
            Description = description,
            Amount = RetailJson.Decimal(payment, "amount") ?? 0,
            Currency = currency,
            IsVoided = Is(status, "voided") || Is(status, "void") || RetailJson.Flag(payment, "voided?") == true,
            IsDeposit = RetailJson.Flag(payment, "deposit") == true,
            At = RetailJson.Moment(payment, "completed_at"),
            Reference = RetailJson.Text(payment, "gateway_transaction_id") ?? RetailJson.Text(payment, "transaction_id") ?? RetailJson.Text(custom, names.Transaction),
            MerchantReference = RetailJson.Text(custom, names.Reference),
        };
    }

    /// <summary>The way to pay that a payment class stands for, such as "cash" for <c>CashPayment</c>.</summary>
    public static string MethodOf(string type)
    {
        var word = type.Split("::")[^1];
        word = word.EndsWith("Payment", StringComparison.OrdinalIgnoreCase) && word.Length > 7 ? word[..^7] : word;
        word = word.Replace("_", "").Replace(" ", "").ToLowerInvariant();
        return word switch
        {
            "creditcard" or "debitcard" or "credit" or "debit" or "card" => "card",
            _ when word.Contains("giftcard", StringComparison.Ordinal) => "giftcard",
            _ => word,
        };
    }

    private static string? CardTypeOf(JsonElement payment, string type, string? description)
    {
        foreach (var name in (string[])["card_type", "card_brand", "credit_card_type", "brand"])
        {
            if (RetailJson.Text(payment, name) is { } word)
                return CardTypes.Normalize(word);
        }

        var recognized = CardTypes.Recognize(type) ?? CardTypes.Recognize(description);
        return recognized == "giftcard" ? null : recognized;
    }

    private static SaleLineKind KindOf(JsonElement line)
    {
        var type = (RetailJson.Text(line, "type") ?? "").Replace("_", "");
        if (Has("GiftCard") || RetailJson.Text(line, "gift_card_number") is not null || RetailJson.Flag(line, "gift_card?") == true)
            return SaleLineKind.GiftCard;
        if (Has("Tax"))
            return SaleLineKind.Tax;
        if (Has("Shipping"))
            return SaleLineKind.Shipping;
        if (Has("Discount") || Has("Coupon"))
            return SaleLineKind.Discount;
        return Has("Item") || RetailJson.Text(line, "item_id") is not null ? SaleLineKind.Item : SaleLineKind.Other;

        bool Has(string word) => type.Contains(word, StringComparison.OrdinalIgnoreCase);
    }

    private static decimal Round(decimal amount, string currency) => new Money(amount, currency).Round().Amount;

    private static bool Is(string? value, string word) => string.Equals(value, word, StringComparison.OrdinalIgnoreCase);
}
