using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Orders;

/// <summary>An order that is to be made.</summary>
/// <param name="Reference">Our reference, by which it is found again.</param>
/// <param name="Order">What is ordered.</param>
/// <param name="StationId">The till that takes it.</param>
/// <param name="Opens">Whether it is opened for fulfilment; otherwise it stays pending.</param>
internal sealed record OrderPlan(string Reference, Order Order, string StationId, bool Opens)
{
    /// <summary>The order without its lines.</summary>
    public JsonObject Header(RetailNames names)
    {
        var custom = new JsonObject { [names.Reference] = Reference };
        foreach (var (name, value) in Order.CustomFields)
            custom[name] = value;
        return new JsonObject()
            .WithId("customer_id", Order.CustomerId)
            .WithId("station_id", StationId)
            .WithId("source_location_id", Order.LocationId)
            .With("shipping_charge", Order.Shipping == 0 ? null : Order.Shipping)
            .WithCustomObject(custom);
    }

    /// <summary>A line.</summary>
    public static JsonObject Line(OrderLine line, string itemId) => new JsonObject()
        .WithId("item_id", itemId)
        .With("qty", line.Quantity)
        .With("adjusted_unit_price", PriceOf(line));

    /// <summary>Makes sure that it can be made.</summary>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>, saying what is missing.</exception>
    public void Check()
    {
        var problem = this switch
        {
            { Order.Lines.Count: 0 } => "it has no lines",
            { Order.LocationId: null or "" } => "it has no location; give the shop or warehouse that fulfils it",
            { Order.CustomerId: null or "" } => "it has no customer; find or make the customer first and give its id",
            { Order.Discounts: not 0 } => "it has a discount on the whole order; Heartland Retail knows discounts on lines only, so share it out among the lines",
            _ when Order.Lines.Any(line => line.Quantity <= 0 || line.Quantity != decimal.Truncate(line.Quantity)) => "a line has a quantity that is no whole number above zero",
            _ => null,
        };
        if (problem is not null)
            throw new ActivityException(FailureKind.InvalidData, $"The order '{Reference}' cannot be made: {problem}.");
    }

    // Four digits, because a line's discount need not divide by its quantity.
    private static decimal PriceOf(OrderLine line) => line.Discount == 0 && line.UnitPrice != 0
        ? line.UnitPrice
        : decimal.Round((line.Amount != 0 ? line.Amount : (line.UnitPrice * line.Quantity) - line.Discount) / line.Quantity, 4);
}
