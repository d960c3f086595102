using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.SagePro.Stock;

/// <summary>From Sage Pro's quantities to stock levels.</summary>
internal static class StockMapping
{
    public static StockLevel Read(SageProRow row) => new()
    {
        ProductId = row.Text(0) ?? "",
        Sku = row.Text(0) ?? "",
        LocationId = row.Text(1),
        OnHand = row.Number(2),
    };
}
