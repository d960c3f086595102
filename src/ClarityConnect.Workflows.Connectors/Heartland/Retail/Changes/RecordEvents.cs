using System.Globalization;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Triggers;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Changes;

/// <summary>Events of records that change again and again: each state of a record is one event, however often it is told.</summary>
internal static class RecordEvents
{
    public static TriggerEvent Customer(Customer customer) => new(Id("customer", customer.CustomerId, customer.UpdatedAt), customer, customer.CustomerId);

    public static TriggerEvent Item(Product product) => new(Id("item", product.ProductId, product.UpdatedAt), product, product.Sku);

    public static TriggerEvent Order(Order order) => new(Id("order", order.OrderId, order.UpdatedAt), order, order.OrderId);

    private static string Id(string what, string id, DateTimeOffset? at) =>
        $"{what}:{id}:{at?.UtcDateTime.ToString("yyyyMMdd'T'HHmmss.fff", CultureInfo.InvariantCulture)}";
}
