using ClarityConnect.Workflows.Connectors.SagePro.Database;

namespace ClarityConnect.Workflows.Connectors.SagePro.Orders;

/// <summary>
/// Says of an order under which reference a workflow posted it. An order whose posting has not said its number yet is recognised by the customer and the
/// customer's own number: to take one too many for posted does less harm than to take a posted one for new.
/// </summary>
internal sealed class OrderOrigins
{
    private readonly Dictionary<string, string> byNumber = new(StringComparer.Ordinal);
    private readonly Dictionary<(string? Customer, string? PurchaseOrder), string> onTheirWay = [];

    private OrderOrigins(IEnumerable<(string Reference, string? Number, string? Customer, string PurchaseOrder)> batches)
    {
        foreach (var (reference, number, customer, purchaseOrder) in batches)
        {
            if (number is not null)
                byNumber[number] = reference;
            else
                onTheirWay[(customer, purchaseOrder)] = reference;
        }
    }

    public static async Task<OrderOrigins> ReadAsync(SageProSession session, CancellationToken cancellationToken) => new(await session.QueryAsync(
        "ReadPostedOrders",
        null,
        row =>
        {
            var reference = row.Text(0) ?? "";
            return (reference, row.Text(1), row.Text(2), OwnOrders.PurchaseOrderOf(row.Text(3), reference));
        },
        cancellationToken));

    /// <summary>The order with its reference, if it has one.</summary>
    public SageProOrder Of(SageProOrder order) => order with
    {
        Reference = byNumber.GetValueOrDefault(order.Number) ?? onTheirWay.GetValueOrDefault((order.CustomerId, order.PurchaseOrder)),
    };
}
