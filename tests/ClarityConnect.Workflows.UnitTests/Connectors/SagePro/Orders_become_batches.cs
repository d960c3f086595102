using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.SagePro.Batches;
using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Connectors.SagePro.Orders;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.SagePro;

/// <summary>What of an order goes to Sage Pro, and how it is written.</summary>
public sealed class Orders_become_batches
{
    private static readonly Order Order = new()
    {
        OrderId = "7001",
        Number = "WEB-1001",
        PlacedAt = new DateTimeOffset(2026, 11, 19, 23, 30, 0, TimeSpan.FromHours(-5)),
        Currency = "USD",
        Shipping = 6.5m,
        Tax = 4.11m,
        Total = 61.61m,
        Lines =
        [
            new OrderLine { Sku = "W-100", Description = "Water bottle", Quantity = 2, UnitPrice = 12.5m, Amount = 25 },
            new OrderLine { Sku = "W-200", Description = "Lunch box with a name that is much too long for it", Quantity = 3, UnitPrice = 10, Discount = 4, Amount = 26 },
        ],
    };

    [Fact]
    public void An_order_goes_over_the_wire_with_items_and_amounts_as_text()
    {
        var batch = BatchCheck.Fit(StagedOrder.Of(Order, "C00001", null, "FREIGHT", null, "Web order") with { ExtRef = "HR-ORDER-7001", Company = "01" });
        var expected = JsonNode.Parse(
            """
            {"extRef":"HR-ORDER-7001","company":"01","kind":"SO","docDate":"2026-11-19","period":"","source":"CLARITY","memo":"Web order","custno":"C00001","currency":"USD","lines":[
              {"no":1,"account":"","dept":"","credit":"25.00","memo":"Water bottle","ref":"WEB-1001","custno":"","item":"W-100","qty":"2.0000","price":"12.5000"},
              {"no":2,"account":"","dept":"","credit":"26.00","memo":"Lunch box with a name that is much too l","ref":"WEB-1001","custno":"","item":"W-200","qty":"3.0000","price":"8.6667"},
              {"no":3,"account":"","dept":"","credit":"6.50","memo":"Shipping","ref":"WEB-1001","custno":"","item":"FREIGHT","qty":"1.0000","price":"6.5000"}]}
            """);

        JsonNode.DeepEquals(JsonNode.Parse(SageProJson.Write(batch).GetRawText()), expected).ShouldBeTrue(SageProJson.Write(batch).GetRawText());
    }

    [Fact]
    public void The_same_order_is_the_same_batch_however_its_numbers_are_written()
    {
        var other = Order with { Lines = [Order.Lines[0] with { Quantity = 2.00m, UnitPrice = 12.50m, Amount = 25.0m }, Order.Lines[1] with { Quantity = 3.00000m, Amount = 26.000m }], Shipping = 6.500m };

        BatchHash.Of(BatchCheck.Fit(Batch(other))).ShouldBe(BatchHash.Of(BatchCheck.Fit(Batch(Order))));
        BatchHash.Of(BatchCheck.Fit(Batch(Order with { Lines = [Order.Lines[0], Order.Lines[1] with { Quantity = 4 }] }))).ShouldNotBe(BatchHash.Of(BatchCheck.Fit(Batch(Order))));
    }

    [Fact]
    public void A_discount_on_the_whole_order_is_shared_out_to_the_last_cent()
    {
        var batch = StagedOrder.Of(Order with { Discounts = 10, Shipping = 0 }, "C00001", null, null, null, null);

        batch.Lines.Select(line => line.Credit).ShouldBe([20.10m, 20.90m]);
        batch.Lines.Select(line => line.Price).ShouldBe([10.0500m, 6.9667m]);
        Should.Throw<ActivityException>(() => StagedOrder.Of(Order with { Discounts = 51.01m }, "C00001", null, null, null, null)).Kind.ShouldBe(FailureKind.InvalidData);
    }

    [Fact]
    public void What_is_missing_is_said_before_anything_is_sent()
    {
        Should.Throw<ActivityException>(() => StagedOrder.Of(Order, "C00001", null, " ", null, null)).Message
            .ShouldBe("The order WEB-1001 has shipping of 6.5, and nothing says under which item Sage Pro charges it. Give 'Shipping item'.");
        Should.Throw<ActivityException>(() => StagedOrder.Of(Order with { PlacedAt = null }, "C00001", null, "FREIGHT", null, null)).Message
            .ShouldBe("The order WEB-1001 has no day. Give 'Order date', or an order with 'placedAt'.");
        Should.Throw<ActivityException>(() => BatchCheck.Fit(Batch(Order with { Lines = [Order.Lines[0] with { Sku = null, Quantity = 0 }] }))).Message
            .ShouldBe("'R' was not sent to Sage Pro: line 1 names no item; line 1 has no quantity above zero.");
        Should.Throw<ActivityException>(() => BatchCheck.Fit(Batch(Order with { Lines = [], Shipping = 0 }))).Message.ShouldContain("it has 0 lines");
    }

    [Theory]
    [InlineData(null, "WEB-1001", "WEB-1001")]
    [InlineData("PO 4711", "WEB-1001", "PO 4711")]
    [InlineData(null, "0d0f5fd2-9e8c-4b39-a8a5-0f4d1f1a2b3c", "")]
    public void The_number_that_the_customer_knows_is_shown_where_it_fits(string? given, string number, string shown) =>
        BatchCheck.Fit(StagedOrder.Of(Order with { Number = number }, "C00001", null, "FREIGHT", given, null) with { ExtRef = "R" }).Lines[0].Ref.ShouldBe(shown);

    private static StagedBatch Batch(Order order) => StagedOrder.Of(order, "C00001", null, "FREIGHT", null, null) with { ExtRef = "R" };
}
