using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Items;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Orders;

/// <summary>
/// The sales orders of an account. An order is made in several calls; each finds what earlier ones left behind, so that making it again goes on
/// where it was interrupted.
/// </summary>
internal sealed class RetailOrders(RetailTransport transport, RetailItems items, string currency, RetailNames names)
{
    /// <summary>An order with lines and payments, and whether it still says what a workflow wrote; null where there is none.</summary>
    public async Task<(Order Order, bool IsOurs)?> FindAsync(string orderId, CancellationToken cancellationToken) =>
        await transport.FindAsync($"{Path(orderId)}?_include%5B%5D=lines&_include%5B%5D=payments", cancellationToken) is { } row
            ? await JudgedAsync(row, cancellationToken)
            : null;

    /// <summary>The order with our reference; null where there is none.</summary>
    public async Task<Order?> FindByReferenceAsync(string reference, CancellationToken cancellationToken) =>
        await RowByReferenceAsync(reference, cancellationToken) is { } row ? (await JudgedAsync(row, cancellationToken)).Order : null;

    /// <summary>Orders that changed since a moment, oldest change first.</summary>
    public async Task<IReadOnlyList<(Order Order, bool IsOurs)>> ListChangedAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var changed = new List<(Order, bool)>();
        await foreach (var row in transport.ListAsync(RetailList.ChangedSince("sales/orders", since) with { Include = ["lines", "payments"] }, cancellationToken))
            changed.Add(await JudgedAsync(row, cancellationToken));
        return changed;
    }

    /// <summary>Whether an order has everything that a plan asks for.</summary>
    public static bool IsWhole(Order order, OrderPlan plan) => order.Lines.Count >= plan.Order.Lines.Count && (!plan.Opens || order.Status is not "pending");

    /// <summary>Makes an order, or goes on with one that was begun.</summary>
    /// <returns>The order, and whether it was there as a whole before.</returns>
    public Task<(Order Order, bool Existed)> PlaceAsync(OrderPlan plan, CancellationToken cancellationToken) => transport.OnceAsync(
        async () =>
        {
            plan.Check();
            var ids = await items.IdsAsync([.. plan.Order.Lines.Select(line => (line.ProductId, line.Sku))], cancellationToken);
            var begun = await FindByReferenceAsync(plan.Reference, cancellationToken);
            if (begun is not null && IsWhole(begun, plan))
                return (Confirm(begun, plan, ids), true);
            var id = begun?.OrderId ?? await transport.CreateAsync("sales/orders", plan.Header(names), cancellationToken);
            if (begun is not null)
                Confirm(begun, plan, ids);
            for (var i = begun?.Lines.Count ?? 0; i < ids.Count; i++)
                await transport.CreateAsync($"{Path(id)}/lines", OrderPlan.Line(plan.Order.Lines[i], ids[i]), cancellationToken);
            await MarkAsync(id, plan.Opens ? new JsonObject { ["status"] = "open" } : [], cancellationToken);
            return ((await FindAsync(id, cancellationToken) ?? throw Vanished(id)).Order, false);
        },
        cancellationToken);

    /// <summary>Changes status, shipping or custom fields of an order. The same change twice is one change.</summary>
    /// <returns>The order as it is now; null where there is none.</returns>
    public async Task<Order?> UpdateAsync(string orderId, JsonObject body, CancellationToken cancellationToken)
    {
        if (await FindAsync(orderId, cancellationToken) is null)
            return null;
        await MarkAsync(orderId, body, cancellationToken);
        return (await FindAsync(orderId, cancellationToken))?.Order;
    }

    /// <summary>The invoice that fulfils an order; null where there is none, or where it was voided.</summary>
    public async Task<(string InvoiceId, bool IsComplete)?> FindInvoiceAsync(string orderId, CancellationToken cancellationToken)
    {
        var list = new RetailList("sales/invoices") { Filter = new JsonObject().WithId("order_id", orderId) };
        var invoices = (await transport.ReadAllAsync(list, cancellationToken))
            .Where(row => RetailJson.Text(row, "order_id") == orderId && RetailJson.Text(row, "status")?.ToLowerInvariant() is not ("void" or "voided"))
            .ToList();
        return invoices.Count == 0 ? null : (RetailJson.Text(invoices[0], "id")!, RetailJson.Text(invoices[0], "status")?.ToLowerInvariant() is "complete" or "completed");
    }

    /// <summary>Invoices an order and completes the invoice, which takes the goods out of stock; once for each order.</summary>
    /// <returns>The invoice, and whether it was complete before; null where there is no such order.</returns>
    public Task<(string InvoiceId, bool Existed)?> FulfilAsync(string orderId, string? stationId, CancellationToken cancellationToken) => transport.OnceAsync<(string, bool)?>(
        async () =>
        {
            if (await transport.FindAsync(Path(orderId), cancellationToken) is not { } order)
                return null;
            var known = await FindInvoiceAsync(orderId, cancellationToken);
            if (known is { IsComplete: true } done)
                return (done.InvoiceId, true);
            var invoiceId = known?.InvoiceId ?? await transport.CreateAsync(
                "sales/invoices",
                new JsonObject { ["type"] = "Invoice" }
                    .WithId("order_id", orderId)
                    .WithId("station_id", string.IsNullOrEmpty(stationId) ? RetailJson.Text(order, "station_id") : stationId)
                    .WithId("source_location_id", RetailJson.Text(order, "source_location_id")),
                cancellationToken);
            await transport.UpdateAsync($"sales/invoices/{invoiceId}", new JsonObject { ["status"] = "complete" }, cancellationToken);
            return (invoiceId, false);
        },
        cancellationToken);

    /// <summary>Changes an order and puts the mark on it that its content will make.</summary>
    public async Task MarkAsync(string orderId, JsonObject body, CancellationToken cancellationToken)
    {
        if (names.Mark is not null && await transport.FindAsync($"{Path(orderId)}?_include%5B%5D=lines&_include%5B%5D=payments", cancellationToken) is { } row)
        {
            var (lines, payments) = await PartsAsync(row, cancellationToken);
            RetailMark.Put(body, RetailMark.Of(OrderMapping.From(RetailBody.Merged(row, body), lines, payments, currency, names)), names);
        }

        if (body.Count > 0)
            await transport.UpdateAsync(Path(orderId), body, cancellationToken);
    }

    private async Task<JsonElement?> RowByReferenceAsync(string reference, CancellationToken cancellationToken)
    {
        var list = new RetailList("sales/orders") { Filter = new JsonObject { [$"custom@{names.Reference}"] = reference }, Include = ["lines", "payments"] };
        var rows = await transport.ReadAllAsync(list, cancellationToken);
        return rows.Where(row => RetailJson.Find(row, "custom") is { } custom && RetailJson.Text(custom, names.Reference) == reference).Cast<JsonElement?>().FirstOrDefault();
    }

    private async Task<(Order Order, bool IsOurs)> JudgedAsync(JsonElement row, CancellationToken cancellationToken)
    {
        var (lines, payments) = await PartsAsync(row, cancellationToken);
        var order = OrderMapping.From(row, lines, payments, currency, names);
        return (order, RetailMark.IsOurs(row, RetailMark.Of(order), names));
    }

    private async Task<(IReadOnlyList<JsonElement> Lines, IReadOnlyList<JsonElement> Payments)> PartsAsync(JsonElement row, CancellationToken cancellationToken)
    {
        var path = Path(RetailJson.Text(row, "id")!);
        return (
            RetailJson.List(row, "lines") ?? await transport.ReadAllAsync(new RetailList($"{path}/lines"), cancellationToken),
            RetailJson.List(row, "payments") ?? await transport.ReadAllAsync(new RetailList($"{path}/payments"), cancellationToken));
    }

    private static Order Confirm(Order found, OrderPlan plan, IReadOnlyList<string> ids)
    {
        for (var i = 0; i < Math.Min(found.Lines.Count, ids.Count); i++)
        {
            if (found.Lines[i].ProductId != ids[i] || found.Lines[i].Quantity != plan.Order.Lines[i].Quantity)
            {
                throw new ActivityException(
                    FailureKind.Rejected,
                    $"Order {found.OrderId} at Heartland Retail has the reference '{plan.Reference}', but its line {i + 1} is another. Give the new order a reference of its own, or correct that one.");
            }
        }

        return found;
    }

    private static ActivityException Vanished(string id) =>
        new(FailureKind.OutcomeUnknown, $"Heartland Retail made order {id} and does not show it. Look whether the token's user may see the location.");

    private static string Path(string orderId) => $"sales/orders/{Uri.EscapeDataString(orderId)}";
}
