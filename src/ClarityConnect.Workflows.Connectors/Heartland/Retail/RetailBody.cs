using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail;

/// <summary>Writes what Retail is sent. Members without a value are left out, so that an update changes only what is given.</summary>
internal static class RetailBody
{
    /// <summary>Adds a text; nothing where it is empty.</summary>
    public static JsonObject With(this JsonObject body, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            body[name] = value;
        return body;
    }

    /// <summary>Adds an amount or quantity, digit by digit; nothing where it is null.</summary>
    public static JsonObject With(this JsonObject body, string name, decimal? value)
    {
        if (value is { } number)
            body[name] = JsonValue.Create(number / 1.0000000000000000000000000000m);
        return body;
    }

    /// <summary>Adds a flag.</summary>
    public static JsonObject With(this JsonObject body, string name, bool value)
    {
        body[name] = value;
        return body;
    }

    /// <summary>Adds an id, as a number where it is one; nothing where it is empty.</summary>
    public static JsonObject WithId(this JsonObject body, string name, string? id)
    {
        if (!string.IsNullOrEmpty(id))
            body[name] = Id(id);
        return body;
    }

    /// <summary>Adds a moment in UTC; nothing where it is null.</summary>
    public static JsonObject With(this JsonObject body, string name, DateTimeOffset? value)
    {
        if (value is { } moment)
            body[name] = Moment(moment);
        return body;
    }

    /// <summary>Adds values of custom fields.</summary>
    public static JsonObject WithCustom(this JsonObject body, IReadOnlyDictionary<string, string>? fields)
    {
        foreach (var (name, value) in fields ?? new Dictionary<string, string>())
            body[$"custom@{name}"] = value;
        return body;
    }

    /// <summary>Adds custom fields as an object, the form in which sales take them when they are made.</summary>
    public static JsonObject WithCustomObject(this JsonObject body, JsonObject fields)
    {
        body["custom"] = fields;
        return body;
    }

    public static JsonNode Id(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : id;

    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>What a record will say after a body was put on it.</summary>
    public static JsonElement Merged(JsonElement? row, JsonObject body)
    {
        var merged = row is { ValueKind: JsonValueKind.Object } known ? JsonObject.Create(known)!.DeepClone().AsObject() : [];
        foreach (var (name, value) in body)
        {
            if (name != "custom" && !name.StartsWith("custom@", StringComparison.Ordinal))
            {
                merged[name] = value?.DeepClone();
                continue;
            }

            if (merged["custom"] is not JsonObject custom)
                merged["custom"] = custom = [];
            foreach (var (field, content) in name == "custom" ? value as JsonObject ?? [] : new JsonObject { [name[7..]] = value?.DeepClone() })
                custom[field] = content?.DeepClone();
        }

        return JsonSerializer.SerializeToElement(merged);
    }
}
