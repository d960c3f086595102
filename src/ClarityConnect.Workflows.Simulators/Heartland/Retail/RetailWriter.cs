using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Simulators.Heartland.Retail;

/// <summary>Checks what callers send and turns it into rows.</summary>
internal static class RetailWriter
{
    /// <summary>The caller's own key in a body, for the ledger; null when there is none.</summary>
    public static string? KeyOf(string body)
    {
        if (body.Length == 0)
            return null;
        try
        {
            return JsonNode.Parse(body) is JsonObject json ? (json["public_id"] ?? json["email"])?.ToString() : null;
        }
        catch (JsonException)
        {
            return null; // the execution answers 422
        }
    }

    public static JsonObject Create(string table, JsonObject body, long id, RetailTable stations, DateTimeOffset now)
    {
        var row = new JsonObject { ["id"] = id, ["public_id"] = $"{id}", ["custom"] = new JsonObject() };
        if (table == "customers")
            CheckCustomer(body);
        else
            FillTicket(row, body, stations);
        row["created_at"] = RetailJson.Utc(now);
        return Merge(row, body, now);
    }

    /// <summary>A partial update; "custom@name" goes into the custom object.</summary>
    public static JsonObject Merge(JsonObject row, JsonObject body, DateTimeOffset now)
    {
        var merged = row.DeepClone().AsObject();
        foreach (var (name, value) in body)
        {
            if (name.StartsWith("custom@", StringComparison.Ordinal))
                merged["custom"]!.AsObject()[name[7..]] = value?.DeepClone();
            else if (name is not ("id" or "item_lines" or "tax_lines" or "payments"))
                merged[name] = value?.DeepClone();
        }
        merged["updated_at"] = RetailJson.Utc(now);
        return merged;
    }

    private static void CheckCustomer(JsonObject body)
    {
        if (body["email"] is { } email && !email.ToString().Contains('@', StringComparison.Ordinal))
            throw RetailRefusal.Invalid("email", "is invalid");
        if (string.IsNullOrWhiteSpace(body["first_name"]?.ToString()) && string.IsNullOrWhiteSpace(body["last_name"]?.ToString()))
            throw RetailRefusal.Invalid("last_name", "can't be blank");
    }

    private static void FillTicket(JsonObject row, JsonObject body, RetailTable stations)
    {
        if (Number(body, "station_id") is not { } station || stations.Find((long)station) is not { } found)
            throw RetailRefusal.Invalid("station_id", "is not a station");
        var items = Rows(body, "item_lines");
        var taxes = Rows(body, "tax_lines");
        var payments = Rows(body, "payments");
        foreach (var item in items.Where(i => Number(i, "qty") is not { } qty || qty != decimal.Truncate(qty)))
            throw RetailRefusal.Invalid("qty", "must be a whole number");
        var original = items.Sum(i => (Number(i, "original_unit_price") ?? Number(i, "unit_price") ?? 0) * Number(i, "qty")!.Value);
        var subtotal = items.Sum(i => (Number(i, "unit_price") ?? Number(i, "original_unit_price") ?? 0) * Number(i, "qty")!.Value);
        var tax = taxes.Sum(t => Number(t, "value") ?? 0);
        var paid = payments.Sum(p => Number(p, "amount") ?? 0);
        // The vendor's own import tool makes sure of this sum before it posts.
        if (payments.Count > 0 && paid != subtotal + tax)
            throw new RetailRefusal(422, "payment_error", "Payments do not add up to the total of the ticket");
        row["type"] = "Ticket";
        row["status"] = "incomplete";
        row["source_location_id"] = found["location_id"]!.DeepClone();
        foreach (var (name, amount) in new[]
        {
            ("subtotal", subtotal), ("original_subtotal", original), ("total_discounts", original - subtotal), ("tax_total", tax),
            ("total", subtotal + tax), ("total_paid", paid), ("balance", subtotal + tax - paid),
        })
        {
            row[name] = RetailJson.Amount(amount);
        }
        row["completed?"] = string.Equals(body["status"]?.ToString(), "complete", StringComparison.OrdinalIgnoreCase);
        row["voided?"] = false;
        row["lines"] = Numbered(items.Concat(taxes));
        row["payments"] = Numbered(payments);
    }

    private static List<JsonObject> Rows(JsonObject body, string name) => body[name] is JsonArray rows ? [.. rows.OfType<JsonObject>()] : [];

    private static JsonArray Numbered(IEnumerable<JsonObject> rows) => new([.. rows.Select((r, i) =>
    {
        var copy = r.DeepClone().AsObject();
        copy["id"] = i + 1L;
        return copy;
    })]);

    private static decimal? Number(JsonObject row, string name)
    {
        if (row[name] is not { } node)
            return null;
        return node.GetValueKind() == JsonValueKind.Number ? node.GetValue<decimal>() : throw RetailRefusal.Invalid(name, "is not a number");
    }
}
