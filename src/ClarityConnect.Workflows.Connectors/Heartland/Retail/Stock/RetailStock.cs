using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Items;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Stock;

/// <summary>
/// The stock of an account. It is changed by sets of adjustments: pending while lines are added, and without effect until a set is completed, which
/// it can be once.
/// </summary>
internal sealed class RetailStock(RetailTransport transport, RetailItems items, RetailNames names)
{
    private const string Sets = "inventory/adjustment_sets";
    private const int MostItemsAtOnce = 100;

    /// <summary>How much there is, by item and location.</summary>
    /// <param name="locationId">The location; null for all.</param>
    /// <param name="productIds">The items; empty for all.</param>
    /// <param name="withEmpty">Whether items of which there is nothing are given too.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    public async Task<IReadOnlyList<StockLevel>> ListAsync(string? locationId, IReadOnlyList<string> productIds, bool withEmpty, CancellationToken cancellationToken)
    {
        var levels = new List<StockLevel>();
        foreach (var some in productIds.Count == 0 ? [[]] : productIds.Distinct(StringComparer.Ordinal).Chunk(MostItemsAtOnce))
        {
            var filter = new JsonObject().WithId("location_id", locationId);
            if (some.Length > 0)
                filter["item_id"] = new JsonObject { ["$in"] = new JsonArray([.. some.Select(RetailBody.Id)]) };
            var list = new RetailList("inventory/values")
            {
                Filter = filter.Count == 0 ? null : filter,
                Sort = ["item_id", "location_id"],
                Parameters = [("group[]", "item_id"), ("group[]", "location_id"), ("exclude_empty_locations", withEmpty ? "false" : "true")],
            };
            levels.AddRange((await transport.ReadAllAsync(list, cancellationToken)).Select(Level)
                .Where(level => (locationId is null || level.LocationId == locationId) && (some.Length == 0 || some.Contains(level.ProductId))));
        }

        return levels;
    }

    /// <summary>The same with the stock numbers of the items, which values do not carry.</summary>
    public async Task<IReadOnlyList<StockLevel>> WithSkusAsync(IReadOnlyList<StockLevel> levels, CancellationToken cancellationToken)
    {
        if (levels.Count == 0)
            return levels;
        var skus = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var some in levels.Select(level => level.ProductId).Distinct(StringComparer.Ordinal).Chunk(MostItemsAtOnce))
        {
            var list = new RetailList("items") { Filter = new JsonObject { ["id"] = new JsonObject { ["$in"] = new JsonArray([.. some.Select(RetailBody.Id)]) } } };
            foreach (var row in await transport.ReadAllAsync(list, cancellationToken))
                skus[RetailJson.Text(row, "id") ?? ""] = RetailJson.Text(row, "public_id") ?? "";
        }

        return [.. levels.Select(level => level with { Sku = skus.GetValueOrDefault(level.ProductId, "") })];
    }

    /// <summary>The movements since a moment, oldest first: which item moved where, and when.</summary>
    public async Task<IReadOnlyList<(string Id, string ProductId, string LocationId, DateTimeOffset At, string? Note)>> ListMovementsAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var list = new RetailList("inventory/transactions")
        {
            Filter = new JsonObject { ["created_at"] = new JsonObject { ["$gte"] = RetailBody.Moment(since) } },
            Sort = ["created_at", "id"],
        };
        return [.. (await transport.ReadAllAsync(list, cancellationToken)).Select(row => (
            RetailJson.Text(row, "id") ?? "", RetailJson.Text(row, "item_id") ?? "", RetailJson.Text(row, "location_id") ?? "",
            RetailJson.Moment(row, "created_at") ?? since, RetailJson.Text(row, "type") is "Adjustment" ? RetailJson.Text(row, "source_id") : null))];
    }

    /// <summary>Whether a set of adjustments carries a reference, so that a workflow posted it.</summary>
    public async Task<bool> IsOursAsync(string adjustmentId, CancellationToken cancellationToken) =>
        await transport.FindAsync($"{Sets}/{Uri.EscapeDataString(adjustmentId)}", cancellationToken) is { } row
        && RetailJson.Text(row, names.StockNote)?.StartsWith(Prefix, StringComparison.Ordinal) == true;

    /// <summary>Why stock may be changed.</summary>
    public async Task<IReadOnlyList<(string Id, string Name)>> ListReasonsAsync(CancellationToken cancellationToken) =>
        [.. (await transport.ReadAllAsync(new RetailList("reason_codes/inventory_adjustment_reasons"), cancellationToken))
            .Select(row => (RetailJson.Text(row, "id") ?? "", RetailJson.Text(row, "name") ?? RetailJson.Text(row, "description") ?? ""))];

    /// <summary>The completed set with our reference; null where there is none.</summary>
    public async Task<StockPosting?> FindAsync(string reference, CancellationToken cancellationToken) =>
        await SetAsync(reference, cancellationToken) is { IsComplete: true } set ? new StockPosting(set.Id, set.Items.Count, true) : null;

    /// <summary>Posts a set, once for each reference, or goes on with one that was begun.</summary>
    public Task<StockPosting> PostAsync(StockPlan plan, CancellationToken cancellationToken) => transport.OnceAsync(
        async () =>
        {
            plan.Check();
            var begun = await SetAsync(plan.Reference, cancellationToken);
            if (begun is { IsComplete: true })
                return new StockPosting(begun.Id, begun.Items.Count, true);
            var ids = await items.IdsAsync([.. plan.Lines.Select(line => (line.ProductId, line.Sku))], cancellationToken);
            var changes = await ChangesAsync(plan, ids, cancellationToken);
            if (changes.Count == 0 && begun is null)
                return new StockPosting("", 0, false);
            var id = begun?.Id ?? await transport.CreateAsync(
                Sets,
                new JsonObject { ["status"] = "pending", [names.StockNote] = Prefix + plan.Reference }
                    .WithId("location_id", plan.LocationId).WithId("adjustment_reason_id", plan.ReasonId),
                cancellationToken);
            foreach (var (itemId, quantity, cost) in changes.Where(change => begun?.Items.Contains(change.ItemId) != true))
                await transport.CreateAsync($"{Sets}/{id}/lines", new JsonObject().WithId("item_id", itemId).With("qty", quantity).With("unit_cost", cost), cancellationToken);
            await transport.UpdateAsync($"{Sets}/{id}", new JsonObject { ["status"] = "complete" }, cancellationToken);
            return new StockPosting(id, changes.Select(change => change.ItemId).Union(begun is null ? [] : begun.Items).Count(), false);
        },
        cancellationToken);

    private const string Prefix = "ClarityConnect ";

    // An absolute figure is never pushed blindly: what is on hand is read now, and the difference posted.
    private async Task<IReadOnlyList<(string ItemId, decimal Quantity, decimal? Cost)>> ChangesAsync(StockPlan plan, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var onHand = plan.IsAbsolute
            ? (await ListAsync(plan.LocationId, ids, withEmpty: true, cancellationToken)).ToDictionary(level => level.ProductId, level => level.OnHand, StringComparer.Ordinal)
            : [];
        return [.. ids.Select((id, i) => (Id: id, Line: plan.Lines[i]))
            .GroupBy(pair => pair.Id, StringComparer.Ordinal)
            .Select(group => (
                group.Key,
                plan.IsAbsolute ? Single(group.Select(pair => pair.Line), group.Key).Quantity - onHand.GetValueOrDefault(group.Key) : group.Sum(pair => pair.Line.Quantity),
                group.Select(pair => pair.Line.UnitCost).FirstOrDefault(cost => cost is not null)))
            .Where(change => change.Item2 != 0)];
    }

    private static StockChange Single(IEnumerable<StockChange> lines, string itemId)
    {
        var all = lines.ToList();
        return all.Count == 1 ? all[0] : throw new ActivityException(FailureKind.InvalidData, $"Item {itemId} is there {all.Count} times. Give each item one figure.");
    }

    private async Task<AdjustmentSet?> SetAsync(string reference, CancellationToken cancellationToken)
    {
        var list = new RetailList(Sets) { Filter = new JsonObject { [names.StockNote] = Prefix + reference } };
        var rows = (await transport.ReadAllAsync(list, cancellationToken)).Where(row => RetailJson.Text(row, names.StockNote) == Prefix + reference).ToList();
        if (rows.Count == 0)
            return null;
        var row = rows.FirstOrDefault(IsComplete, rows[0]);
        var id = RetailJson.Text(row, "id")!;
        var lines = await transport.ReadAllAsync(new RetailList($"{Sets}/{id}/lines"), cancellationToken);
        return new AdjustmentSet(id, IsComplete(row), lines.Select(line => RetailJson.Text(line, "item_id") ?? "").ToHashSet(StringComparer.Ordinal));
    }

    private static bool IsComplete(JsonElement row) => RetailJson.Text(row, "status")?.ToLowerInvariant() is "complete" or "completed";

    private static StockLevel Level(JsonElement row) => new()
    {
        ProductId = RetailJson.Text(row, "item_id") ?? "",
        Sku = "",
        LocationId = RetailJson.Text(row, "location_id"),
        OnHand = RetailJson.Decimal(row, "qty_on_hand") ?? RetailJson.Decimal(row, "qty") ?? 0,
        Committed = RetailJson.Decimal(row, "qty_committed") ?? 0,
    };

    private sealed record AdjustmentSet(string Id, bool IsComplete, IReadOnlySet<string> Items);
}
