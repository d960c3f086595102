using System.Globalization;
using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.SagePro.Items;

/// <summary>From Sage Pro's items to products.</summary>
internal static class ItemMapping
{
    public static Product Read(SageProRow row, string currency) => new()
    {
        ProductId = row.Text(0) ?? "",
        Sku = row.Text(0) ?? "",
        Name = row.Text(1) ?? row.Text(0) ?? "",
        Description = row.Text(2),
        Category = row.Text(5),
        Cost = row.NumberOrNone(4),
        Price = row.Number(6),
        Currency = currency,
        CustomFields = new Dictionary<string, string> { ["onHand"] = row.Number(3).ToString(CultureInfo.InvariantCulture) },
    };
}
