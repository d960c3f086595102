using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Simulators.Heartland.Retail;

/// <summary>Corrections of stock: a set of lines that has an effect when it is completed, once.</summary>
internal sealed class RetailAdjustments(RetailTables tables, TimeProvider time)
{
    public JsonObject Create(JsonObject body)
    {
        if (RetailWriter.Id(body, "location_id") is not { } location || tables[RetailTables.Locations].Find(location) is null)
            throw RetailRefusal.Invalid("location_id", "is not a location");
        if (RetailWriter.Id(body, "adjustment_reason_id") is not { } reason || tables[RetailTables.Reasons].Find(reason) is null)
            throw RetailRefusal.Invalid("adjustment_reason_id", "is not a reason");
        var row = RetailWriter.New(tables[RetailTables.Adjustments].NextId, time.GetUtcNow());
        row["status"] = "pending";
        row["lines"] = new JsonArray();
        row = RetailWriter.Merge(row, body, time.GetUtcNow());
        tables.Store(RetailTables.Adjustments, row);
        return row;
    }

    public JsonObject AddLine(JsonObject row, JsonObject body)
    {
        if (RetailWriter.Status(row) != "pending")
            throw RetailRefusal.Invalid("status", "does not allow another line");
        if (RetailWriter.Id(body, "item_id") is not { } item || tables[RetailTables.Items].Find(item) is null)
            throw RetailRefusal.Invalid("item_id", "is not an item");
        if (RetailWriter.Number(body, "qty") is not { } quantity || quantity == 0)
            throw RetailRefusal.Invalid("qty", "can't be blank");
        var changed = RetailWriter.Append(row, "lines", body, time.GetUtcNow());
        tables.Store(RetailTables.Adjustments, changed);
        return changed;
    }

    public JsonObject Update(JsonObject row, JsonObject body)
    {
        var changed = RetailWriter.Merge(row, body, time.GetUtcNow());
        if (RetailWriter.Status(row) != "pending" && RetailWriter.Status(changed) != RetailWriter.Status(row))
            throw RetailRefusal.Invalid("status", $"cannot be changed from {RetailWriter.Status(row)}");
        tables.Store(RetailTables.Adjustments, changed);
        if (RetailWriter.Status(row) == "pending" && RetailWriter.Status(changed) == "complete")
        {
            foreach (var line in RetailWriter.Rows(changed, "lines"))
            {
                tables.Store(RetailTables.Movements, RetailStock.Movement(
                    tables[RetailTables.Movements].NextId, RetailWriter.Id(line, "item_id")!.Value, RetailWriter.Id(changed, "location_id")!.Value,
                    RetailWriter.Number(line, "qty")!.Value, "Adjustment", changed["id"]!.GetValue<long>(), RetailJson.Utc(time.GetUtcNow())));
            }
        }

        return changed;
    }
}
