using System.Data;
using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Connectors.SagePro.Orders;
using ClarityConnect.Workflows.Sdk.Canonical;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.SagePro;

/// <summary>What an order of Sage Pro says to other systems.</summary>
public sealed class Orders_become_ours
{
    private static readonly SageProOrder Header = new("1001", "C00001", new DateOnly(2026, 11, 20), "Open", 99.99m, 4.11m, "USD", "PO-9");

    [Theory]
    [InlineData("12.5000", "2.0000", "25.00", "12.5", "0", "25")]
    [InlineData("10.0000", "3.0000", "26.00", "10", "4", "26")]
    [InlineData("8.6667", "3.0000", "26.00", "8.6667", "0", "26")]
    [InlineData("0.0000", "2.0000", "0.00", "0", "0", "0")]
    [InlineData("10.0000", "3.0000", "32.00", "10.6667", "0", "32")]
    [InlineData("10.0000", "-1.0000", "-10.00", "10", "0", "-10")]
    [InlineData("12.5000", "2.0000", null, "12.5", "0", "25")]
    public void A_line_has_price_discount_and_amount(string price, string quantity, string? amount, string unitPrice, string discount, string whole)
    {
        var line = Line("W-100          ", "Water bottle   ", quantity, price, amount)!;

        (line.Sku, line.ProductId, line.Description).ShouldBe(("W-100", "W-100", "Water bottle"));
        (line.UnitPrice, line.Discount, line.Amount).ShouldBe((Number(unitPrice), Number(discount), Number(whole)));
        line.Quantity.ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe(quantity[..^5]);
    }

    [Fact]
    public void A_remark_between_the_lines_is_no_line_and_a_charge_without_an_item_is_one()
    {
        Line("               ", "Deliver to the back door", "0.0000", "0.0000", "0.00").ShouldBeNull();
        Line("               ", "Handling", "1.0000", "3.0000", "3.00")!.Sku.ShouldBeNull();
    }

    [Fact]
    public void An_order_comes_to_its_lines_and_tax_whatever_its_header_says()
    {
        var order = OrderMapping.Whole(Header with { Reference = "HR-ORDER-7" }, "LOC1", [Goods("W-100", 25.00m), Goods("FREIGHT", 6.50m)]);

        (order.OrderId, order.Number, order.Status, order.CustomerId, order.LocationId, order.Currency).ShouldBe(("1001", "1001", "open", "C00001", "LOC1", "USD"));
        order.PlacedAt.ShouldBe(new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));
        (order.Subtotal, order.Shipping, order.Tax, order.Total).ShouldBe((31.50m, 0m, 4.11m, 35.61m));
        order.Lines.Select(line => line.LineId).ShouldBe(["1", "2"]);
        order.CustomFields.ShouldBe(new Dictionary<string, string> { ["purchaseOrder"] = "PO-9", ["reference"] = "HR-ORDER-7" });
    }

    [Fact]
    public void Lines_of_the_shipping_item_become_shipping()
    {
        var order = OrderMapping.WithShipping(OrderMapping.Whole(Header, null, [Goods("W-100", 25.00m), Goods("FREIGHT", 6.50m), Goods("FREIGHT", 1.00m)]), " freight ");

        (order.Subtotal, order.Shipping, order.Total).ShouldBe((25.00m, 7.50m, 36.61m));
        order.Lines.ShouldHaveSingleItem().Sku.ShouldBe("W-100");
        OrderMapping.WithShipping(order, "  ").ShouldBeSameAs(order);
    }

    [Theory]
    [InlineData("Open", "open")]
    [InlineData("Closed", "fulfilled")]
    [InlineData("Void", "cancelled")]
    [InlineData("H", "H")]
    public void A_status_is_said_in_our_words(string status, string word) => OrderMapping.Whole(Header with { Status = status }, null, []).Status.ShouldBe(word);

    [Fact]
    public void Who_posted_an_order_is_no_change_of_it()
    {
        var (before, after) = (SageProJson.Write(Header), SageProJson.Write(Header with { Reference = "HR-ORDER-7" }));

        OrderMapping.Essence(after).GetRawText().ShouldBe(before.GetRawText());
        OrderMapping.Essence(before).GetRawText().ShouldBe(before.GetRawText());
        OrderMapping.Essence(SageProJson.Write(Header with { Status = "Closed" })).GetRawText().ShouldNotBe(before.GetRawText());
    }

    private static OrderLine Goods(string item, decimal amount) => new() { Sku = item, Quantity = 1, UnitPrice = amount, Amount = amount };

    private static OrderLine? Line(string item, string description, string quantity, string price, string? amount)
    {
        using var table = new DataTable { Locale = System.Globalization.CultureInfo.InvariantCulture };
        foreach (var (name, type) in (ReadOnlySpan<(string, Type)>)[("item", typeof(string)), ("descrip", typeof(string)), ("qtyord", typeof(decimal)), ("price", typeof(decimal)), ("extprice", typeof(decimal))])
            table.Columns.Add(name, type);
        table.Rows.Add(item, description, Number(quantity), Number(price), amount is null ? DBNull.Value : Number(amount));
        using var reader = table.CreateDataReader();
        reader.Read().ShouldBeTrue();
        return OrderMapping.ReadLine(new SageProRow(reader), "USD");
    }

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
