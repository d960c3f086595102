using ClarityConnect.Workflows.Connectors.SagePro.Batches;
using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Connectors.SagePro.Changes;
using ClarityConnect.Workflows.Connectors.SagePro.Database;

namespace ClarityConnect.Workflows.Connectors.SagePro.Orders;

/// <summary>The orders that were posted from here, as they are recognised in Sage Pro: by their number, and before it is known by what was sent.</summary>
internal static class OwnOrders
{
    private const int PurchaseOrderWidth = 20;

    /// <summary>What stands in a posted order as the customer's own number.</summary>
    /// <param name="sent">What was sent; null for nothing, in whose place our reference stands.</param>
    /// <param name="reference">Our reference.</param>
    public static string PurchaseOrderOf(string? sent, string reference) => sent ?? reference[..Math.Min(PurchaseOrderWidth, reference.Length)];

    public static OwnWrite Read(SageProRow row)
    {
        var (reference, number, customer, amount) = (row.Text(0) ?? "", row.Text(2), row.Text(3), row.Number(4));
        var purchaseOrder = PurchaseOrderOf(row.Text(5), reference);
        return new OwnWrite(reference, row.Text(1) == PostingState.Posted, number, found => Fits(SageProJson.Read<SageProOrder>(found)));

        // Where the number is known, Sage Pro may have worked out other prices; where it is not, the amount has to say which order it is.
        bool Fits(SageProOrder order) => order.Status == "Open" && order.CustomerId == customer
            && (number is not null ? order.Number == number : order.PurchaseOrder == purchaseOrder && (order.Amount == amount || order.Amount - order.Tax == amount));
    }
}
