using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Simulators.Heartland.Retail;

/// <summary>Sales orders and the invoices that fulfil them. Completing an invoice takes the goods out of stock; voiding it puts them back.</summary>
internal sealed class RetailOrders(RetailTables tables, RetailTickets tickets, TimeProvider time)
{
    public JsonObject Create(JsonObject body)
    {
        if (RetailWriter.Id(body, "customer_id") is { } customer && tables[RetailTables.Customers].Find(customer) is null)
            throw RetailRefusal.Invalid("customer_id", "is not a customer");
        if (RetailWriter.Id(body, "source_location_id") is not { } location || tables[RetailTables.Locations].Find(location) is null)
            throw RetailRefusal.Invalid("source_location_id", "is not a location");
        var row = RetailWriter.New(tables[RetailTables.Orders].NextId, time.GetUtcNow());
        row["type"] = "Order";
        row["status"] = "pending";
        row["lines"] = new JsonArray();
        row["payments"] = new JsonArray();
        return Keep(RetailWriter.Merge(row, body, time.GetUtcNow()));
    }

    public JsonObject Update(JsonObject row, JsonObject body) => Keep(RetailWriter.Merge(row, body, time.GetUtcNow()));

    public JsonObject AddLine(JsonObject row, JsonObject body)
    {
        if (RetailWriter.Id(body, "item_id") is not { } item || tables[RetailTables.Items].Find(item) is not { } goods)
            throw RetailRefusal.Invalid("item_id", "is not an item");
        if (RetailWriter.Number(body, "qty") is not { } quantity || quantity != decimal.Truncate(quantity))
            throw RetailRefusal.Invalid("qty", "must be a whole number");
        if (RetailWriter.Status(row) is not ("pending" or "open"))
            throw RetailRefusal.Invalid("status", "does not allow another line");
        var line = body.DeepClone().AsObject();
        line["type"] = "ItemLine";
        line["item_description"] = goods["description"]?.DeepClone();
        line["item_public_id"] = goods["public_id"]?.DeepClone();
        line["original_unit_price"] = goods["price"]?.DeepClone();
        line["unit_price"] = (body["adjusted_unit_price"] ?? goods["price"])?.DeepClone();
        return Keep(RetailWriter.Append(row, "lines", line, time.GetUtcNow()));
    }

    public JsonObject ChangeLine(JsonObject row, long line, JsonObject body) => Keep(RetailWriter.Change(row, "lines", line, body, time.GetUtcNow()));

    public JsonObject Pay(JsonObject row, JsonObject body) => Keep(RetailWriter.Append(row, "payments", tickets.Payment(body), time.GetUtcNow()));

    public JsonObject Invoice(JsonObject body)
    {
        if (RetailWriter.Id(body, "order_id") is not { } id || tables[RetailTables.Orders].Find(id) is not { } order)
            throw RetailRefusal.Invalid("order_id", "is not an order");
        if (RetailWriter.Status(order) != "open")
            throw RetailRefusal.Invalid("order_id", $"is an order that is {RetailWriter.Status(order)}, not open");
        var row = RetailWriter.New(tables[RetailTables.Invoices].NextId, time.GetUtcNow());
        row["type"] = "Invoice";
        row["status"] = "pending";
        row["source_location_id"] = order["source_location_id"]?.DeepClone();
        row["lines"] = order["lines"]!.DeepClone();
        row["payments"] = new JsonArray();
        row["total"] = order["total"]?.DeepClone();
        row = RetailWriter.Merge(row, body, time.GetUtcNow());
        tables.Store(RetailTables.Invoices, row);
        return row;
    }

    public JsonObject UpdateInvoice(JsonObject row, JsonObject body)
    {
        var changed = RetailWriter.Merge(row, body, time.GetUtcNow());
        var (before, after) = (RetailWriter.Status(row), RetailWriter.Status(changed));
        if (before == after)
            return changed;
        if ((before, after) is not (("pending", "complete") or ("pending", "void") or ("complete", "void")))
            throw RetailRefusal.Invalid("status", $"cannot go from {before} to {after}");
        tables.Store(RetailTables.Invoices, changed);
        if (after == "complete")
            Move(changed, -1, "open", "complete");
        else if (before == "complete")
            Move(changed, 1, "complete", "open");
        return changed;
    }

    /// <summary>What open orders have promised.</summary>
    public IReadOnlyDictionary<(long Item, long Location), decimal> Committed() => tables[RetailTables.Orders].Rows
        .Where(order => RetailWriter.Status(order) == "open")
        .SelectMany(order => RetailWriter.Rows(order, "lines").Select(line => (Order: order, Line: line)))
        .GroupBy(pair => (RetailWriter.Id(pair.Line, "item_id")!.Value, RetailWriter.Id(pair.Order, "source_location_id")!.Value))
        .ToDictionary(group => group.Key, group => group.Sum(pair => RetailWriter.Number(pair.Line, "qty") ?? 0));

    private void Move(JsonObject invoice, int sign, string from, string to)
    {
        var stamp = RetailJson.Utc(time.GetUtcNow());
        foreach (var line in RetailWriter.Rows(invoice, "lines"))
        {
            tables.Store(RetailTables.Movements, RetailStock.Movement(
                tables[RetailTables.Movements].NextId, RetailWriter.Id(line, "item_id")!.Value, RetailWriter.Id(invoice, "source_location_id")!.Value,
                sign * RetailWriter.Number(line, "qty")!.Value, "Invoice", invoice["id"]!.GetValue<long>(), stamp));
        }

        var order = tables[RetailTables.Orders].Find(RetailWriter.Id(invoice, "order_id")!.Value)!;
        if (RetailWriter.Status(order) == from)
            Keep(RetailWriter.Merge(order, new JsonObject { ["status"] = to }, time.GetUtcNow()));
    }

    private JsonObject Keep(JsonObject row)
    {
        var lines = RetailWriter.Rows(row, "lines");
        var subtotal = lines.Sum(line => (RetailWriter.Number(line, "adjusted_unit_price") ?? RetailWriter.Number(line, "unit_price") ?? 0) * RetailWriter.Number(line, "qty")!.Value);
        var total = subtotal + (RetailWriter.Number(row, "shipping_charge") ?? 0);
        var paid = RetailWriter.Rows(row, "payments").Sum(payment => RetailWriter.Number(payment, "amount") ?? 0);
        foreach (var (name, amount) in new[] { ("subtotal", subtotal), ("tax_total", 0m), ("total", total), ("total_paid", paid), ("balance", total - paid) })
            row[name] = RetailJson.Amount(amount);
        tables.Store(RetailTables.Orders, row);
        return row;
    }
}
