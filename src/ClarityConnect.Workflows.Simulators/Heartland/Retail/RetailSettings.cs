using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Simulators.Heartland.Retail;

/// <summary>Custom fields that the account defines, and subscriptions to its events.</summary>
internal sealed class RetailSettings(RetailTables tables, TimeProvider time)
{
    private static readonly string[] Groups = ["customer", "item", "sales.transaction", "sales.transaction.line_item", "payment"];

    /// <summary>The five events that are known.</summary>
    public static readonly string[] Events = ["item_created", "item_updated", "customer_created", "customer_updated", "sales_transaction_completed"];

    public JsonObject DefineField(JsonObject body)
    {
        var group = body["group_id"]?.ToString();
        var key = body["key"]?.ToString();
        if (!Groups.Contains(group))
            throw RetailRefusal.Invalid("group_id", "is not a group");
        if (string.IsNullOrWhiteSpace(key))
            throw RetailRefusal.Invalid("key", "can't be blank");
        if (tables[RetailTables.CustomFields].Rows.Any(field => field["group_id"]!.ToString() == group && field["key"]!.ToString() == key))
            throw RetailRefusal.Invalid("key", "has already been taken");
        var row = RetailWriter.New(tables[RetailTables.CustomFields].NextId, time.GetUtcNow());
        row["required"] = false;
        row = RetailWriter.Merge(row, body, time.GetUtcNow());
        tables.Store(RetailTables.CustomFields, row);
        return row;
    }

    public JsonObject Subscribe(JsonObject body)
    {
        Check(body);
        var row = new JsonObject { ["id"] = tables[RetailTables.Webhooks].NextId, ["url"] = body["url"]!.ToString(), ["events"] = body["events"]!.DeepClone(), ["created_at"] = RetailJson.Utc(time.GetUtcNow()) };
        tables.Store(RetailTables.Webhooks, row);
        return row;
    }

    public JsonObject ChangeSubscription(JsonObject row, JsonObject body)
    {
        var changed = RetailWriter.Merge(row, body, time.GetUtcNow());
        Check(changed);
        tables.Store(RetailTables.Webhooks, changed);
        return changed;
    }

    private static void Check(JsonObject body)
    {
        if (!Uri.TryCreate(body["url"]?.ToString(), UriKind.Absolute, out _))
            throw RetailRefusal.Invalid("url", "is invalid");
        if (body["events"] is not JsonArray { Count: > 0 } events || events.Any(name => !Events.Contains(name?.ToString())))
            throw RetailRefusal.Invalid("events", $"must be among {string.Join(", ", Events)}");
    }
}
