using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Simulators.Heartland.Retail;

/// <summary>Checks what callers send and turns it into rows.</summary>
internal static class RetailWriter
{
    private static readonly string[] Kept = ["id", "item_lines", "tax_lines", "payments", "lines", "addresses"];

    /// <summary>The caller's own key in a body, for the ledger; null when there is none.</summary>
    public static string? KeyOf(string body)
    {
        if (body.Length == 0)
            return null;
        try
        {
            if (JsonNode.Parse(body) is not JsonObject json)
                return null;
            return (json["public_id"] ?? json["custom@external_key"] ?? (json["custom"] as JsonObject)?["external_key"] ?? json["description"] ?? json["email"] ?? json["key"] ?? json["url"])
                ?.ToString();
        }
        catch (JsonException)
        {
            return null; // the execution answers 422
        }
    }

    public static JsonObject Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject ?? throw RetailRefusal.Invalid("body", "must be a JSON object");
        }
        catch (JsonException)
        {
            throw RetailRefusal.Invalid("body", "is not valid JSON");
        }
    }

    /// <summary>A new row with what every resource has.</summary>
    public static JsonObject New(long id, DateTimeOffset now) => new()
    {
        ["id"] = id,
        ["public_id"] = $"{id}",
        ["custom"] = new JsonObject(),
        ["created_at"] = RetailJson.Utc(now),
    };

    public static JsonObject Customer(JsonObject body, long id, DateTimeOffset now)
    {
        CheckEmail(body);
        if (string.IsNullOrWhiteSpace(body["first_name"]?.ToString()) && string.IsNullOrWhiteSpace(body["last_name"]?.ToString()))
            throw RetailRefusal.Invalid("last_name", "can't be blank");
        var row = New(id, now);
        row["addresses"] = new JsonArray();
        return Merge(row, body, now);
    }

    public static JsonObject Item(JsonObject body, long id, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(body["description"]?.ToString()))
            throw RetailRefusal.Invalid("description", "can't be blank");
        CheckPrices(body);
        var row = New(id, now);
        row["public_id"] = $"SR{id}";
        row["active"] = true;
        row["track_inventory"] = true;
        return Merge(row, body, now);
    }

    /// <summary>A partial update of a row of goods or customers.</summary>
    public static JsonObject Update(string table, JsonObject row, JsonObject body, DateTimeOffset now)
    {
        if (table == RetailTables.Customers)
            CheckEmail(body);
        if (table == RetailTables.Items)
            CheckPrices(body);
        return Merge(row, body, now);
    }

    /// <summary>A partial update; "custom@name" goes into the custom object, and "custom" is merged with what is there.</summary>
    public static JsonObject Merge(JsonObject row, JsonObject body, DateTimeOffset now)
    {
        var merged = row.DeepClone().AsObject();
        var custom = merged["custom"] as JsonObject;
        foreach (var (name, value) in body)
        {
            if (name.StartsWith("custom@", StringComparison.Ordinal))
                custom![name[7..]] = value?.DeepClone();
            else if (name == "custom" && value is JsonObject fields)
                fields.ToList().ForEach(field => custom![field.Key] = field.Value?.DeepClone());
            else if (!Kept.Contains(name))
                merged[name] = value?.DeepClone();
        }

        merged["updated_at"] = RetailJson.Utc(now);
        return merged;
    }

    /// <summary>A row with one more row in an embedded list, numbered within it.</summary>
    public static JsonObject Append(JsonObject row, string list, JsonObject added, DateTimeOffset now)
    {
        var copy = row.DeepClone().AsObject();
        var rows = copy[list]!.AsArray();
        var inner = added.DeepClone().AsObject();
        inner["id"] = rows.OfType<JsonObject>().Select(r => r["id"]!.GetValue<long>()).DefaultIfEmpty(row["id"]!.GetValue<long>() * 100).Max() + 1;
        rows.Add(inner);
        copy["updated_at"] = RetailJson.Utc(now);
        return copy;
    }

    /// <summary>A row with one row of an embedded list changed.</summary>
    public static JsonObject Change(JsonObject row, string list, long id, JsonObject body, DateTimeOffset now)
    {
        var copy = row.DeepClone().AsObject();
        var inner = copy[list]?.AsArray().OfType<JsonObject>().FirstOrDefault(r => r["id"]!.GetValue<long>() == id) ?? throw RetailRefusal.NotFound();
        foreach (var (name, value) in body.Where(member => member.Key != "id"))
            inner[name] = value?.DeepClone();
        copy["updated_at"] = RetailJson.Utc(now);
        return copy;
    }

    public static IReadOnlyList<JsonObject> Rows(JsonObject body, string name) => body[name] is JsonArray rows ? [.. rows.OfType<JsonObject>()] : [];

    public static decimal? Number(JsonObject row, string name)
    {
        if (row[name] is not { } node)
            return null;
        // By its text, because numbers of ours and numbers that were read keep different types.
        return node.GetValueKind() == JsonValueKind.Number && decimal.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw RetailRefusal.Invalid(name, "is not a number");
    }

    /// <summary>A row's id in a member; null when absent.</summary>
    public static long? Id(JsonObject row, string name) => Number(row, name) is { } number ? (long)number : null;

    public static string Status(JsonObject row) => row["status"]?.ToString().ToLowerInvariant() ?? "";

    private static void CheckEmail(JsonObject body)
    {
        if (body["email"] is { } email && !email.ToString().Contains('@', StringComparison.Ordinal))
            throw RetailRefusal.Invalid("email", "is invalid");
    }

    private static void CheckPrices(JsonObject body)
    {
        foreach (var name in new[] { "price", "cost" })
        {
            if (Number(body, name) < 0)
                throw RetailRefusal.Invalid(name, "must not be negative");
        }
    }
}
