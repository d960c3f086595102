using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Items;

/// <summary>The items of an account.</summary>
internal sealed class RetailItems(RetailTransport transport, string currency, RetailNames names)
{
    // Addresses of 200 stock numbers stay well below what servers take.
    private const int MostAtOnce = 100;

    /// <summary>An item, and whether it still says what a workflow wrote; null where there is none.</summary>
    public async Task<(Product Product, bool IsOurs)?> FindAsync(string productId, CancellationToken cancellationToken) =>
        await transport.FindAsync(Path(productId), cancellationToken) is { } row ? Judged(row) : null;

    public async Task<Product?> FindBySkuAsync(string sku, CancellationToken cancellationToken) =>
        (await ListBySkuAsync([sku], cancellationToken)).TryGetValue(sku, out var product) ? product : null;

    public async Task<Product?> FindByBarcodeAsync(string barcode, CancellationToken cancellationToken)
    {
        var rows = await transport.ReadAllAsync(new RetailList("items") { Filter = new JsonObject { ["primary_barcode"] = barcode } }, cancellationToken);
        return rows.Select(Product).FirstOrDefault(product => product.Barcode == barcode);
    }

    /// <summary>The items with these stock numbers, those that exist.</summary>
    public async Task<IReadOnlyDictionary<string, Product>> ListBySkuAsync(IEnumerable<string> skus, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, Product>(StringComparer.Ordinal);
        foreach (var some in skus.Distinct(StringComparer.Ordinal).Chunk(MostAtOnce))
        {
            JsonNode wanted = some.Length == 1 ? some[0] : new JsonObject { ["$in"] = new JsonArray([.. some.Select(sku => JsonValue.Create(sku))]) };
            await foreach (var row in transport.ListAsync(new RetailList("items") { Filter = new JsonObject { ["public_id"] = wanted } }, cancellationToken))
            {
                if (Product(row) is var product && some.Contains(product.Sku))
                    found.TryAdd(product.Sku, product);
            }
        }

        return found;
    }

    /// <summary>All items, or those of one state.</summary>
    public async Task<IReadOnlyList<Product>> ListAsync(bool withInactive, CancellationToken cancellationToken)
    {
        var rows = await transport.ReadAllAsync(new RetailList("items"), cancellationToken);
        return [.. rows.Select(Product).Where(product => withInactive || product.IsActive)];
    }

    /// <summary>Items that changed since a moment, oldest change first.</summary>
    public async Task<IReadOnlyList<(Product Product, bool IsOurs)>> ListChangedAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        [.. (await transport.ReadAllAsync(RetailList.ChangedSince("items", since), cancellationToken)).Select(Judged)];

    /// <summary>Makes an item, once for each stock number.</summary>
    /// <returns>The item, and whether it was there before.</returns>
    public Task<(Product Product, bool Existed)> CreateAsync(Product product, CancellationToken cancellationToken) => transport.OnceAsync(
        async () =>
        {
            if (await FindBySkuAsync(product.Sku, cancellationToken) is { } known)
                return (known, true);
            var body = ItemMapping.Body(product);
            RetailMark.Put(body, RetailMark.Of(Product(RetailBody.Merged(null, body))), names);
            var id = await transport.CreateAsync("items", body, cancellationToken);
            return (Product(await transport.GetAsync(Path(id), cancellationToken)), false);
        },
        cancellationToken);

    /// <summary>Changes an item; members that the body does not have stay. The same change twice is one change.</summary>
    /// <returns>The item as it is now; null where there is none.</returns>
    public async Task<Product?> UpdateAsync(string productId, JsonObject body, CancellationToken cancellationToken)
    {
        if (await transport.FindAsync(Path(productId), cancellationToken) is not { } row)
            return null;
        RetailMark.Put(body, RetailMark.Of(Product(RetailBody.Merged(row, body))), names);
        await transport.UpdateAsync(Path(productId), body, cancellationToken);
        return Product(await transport.GetAsync(Path(productId), cancellationToken));
    }

    /// <summary>The ids of items that lines name by id or stock number.</summary>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: a line names none, or one that does not exist.</exception>
    public async Task<IReadOnlyList<string>> IdsAsync(IReadOnlyList<(string? ProductId, string? Sku)> lines, CancellationToken cancellationToken)
    {
        var bySku = await ListBySkuAsync(lines.Where(line => string.IsNullOrEmpty(line.ProductId) && !string.IsNullOrEmpty(line.Sku)).Select(line => line.Sku!), cancellationToken);
        return [.. lines.Select((line, i) =>
            !string.IsNullOrEmpty(line.ProductId) ? line.ProductId
            : string.IsNullOrEmpty(line.Sku) ? throw new ActivityException(FailureKind.InvalidData, $"Line {i + 1} names no item. Give it a productId or a sku.")
            : bySku.TryGetValue(line.Sku, out var product) ? product.ProductId
            : throw new ActivityException(FailureKind.InvalidData, $"Line {i + 1}: Heartland Retail has no item with the number '{line.Sku}'. Make the item first, or correct the number."))];
    }

    private (Product, bool) Judged(JsonElement row)
    {
        var product = Product(row);
        return (product, RetailMark.IsOurs(row, RetailMark.Of(product), names));
    }

    private Product Product(JsonElement row) => ItemMapping.From(row, currency, names);

    private static string Path(string productId) => $"items/{Uri.EscapeDataString(productId)}";
}
