using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Items;

/// <summary>Turns Retail's items into canonical products and back. The item's public id is the stock-keeping unit.</summary>
internal static class ItemMapping
{
    public static Product From(JsonElement row, string currency, RetailNames names) => new()
    {
        ProductId = RetailJson.Text(row, "id") ?? "",
        Sku = RetailJson.Text(row, "public_id") ?? "",
        Name = RetailJson.Text(row, "description") ?? "",
        Description = RetailJson.Text(row, "long_description"),
        Barcode = RetailJson.Text(row, "primary_barcode"),
        Price = RetailJson.Decimal(row, "price") ?? 0,
        Cost = RetailJson.Decimal(row, "cost"),
        Currency = currency,
        IsActive = RetailJson.Flag(row, "active") ?? true,
        IsStocked = RetailJson.Flag(row, "track_inventory") ?? true,
        UpdatedAt = RetailJson.Moment(row, "updated_at"),
        CustomFields = RetailCustom.Read(row, names),
    };

    public static JsonObject Body(Product product) => new JsonObject()
        .With("public_id", product.Sku)
        .With("description", product.Name)
        .With("long_description", product.Description)
        .With("primary_barcode", product.Barcode)
        .With("price", product.Price)
        .With("cost", product.Cost)
        .With("active", product.IsActive)
        .With("track_inventory", product.IsStocked)
        .WithCustom(product.CustomFields);
}
