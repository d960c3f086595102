using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ClarityConnect.Workflows.Simulators.Heartland.Retail;

/// <summary>The two ways to filter a collection: JSON in _filter, and the short form ~[field][$operator]=value.</summary>
internal static partial class RetailFilter
{
    /// <summary>Reads a _filter value: an object, or an array of objects that must all hold.</summary>
    public static Func<JsonObject, bool> Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json) switch
            {
                JsonObject one => Object(one),
                JsonArray many => All(many),
                _ => throw RetailRefusal.Invalid("_filter", "must be an object or an array"),
            };
        }
        catch (JsonException)
        {
            throw RetailRefusal.Invalid("_filter", "is not valid JSON");
        }
    }

    /// <summary>Reads a short form key; null when the key is not one.</summary>
    public static Func<JsonObject, bool>? ParseShort(string key, IReadOnlyList<string?> values)
    {
        var match = ShortForm().Match(key);
        if (!match.Success)
            return null;
        var field = match.Groups["field"].Value;
        var name = match.Groups["operator"].Success ? match.Groups["operator"].Value : "$eq";
        return Operator(field, name, name is "$in" or "$nin"
            ? new JsonArray([.. values.SelectMany(v => (v ?? "").Split(',')).Select(v => JsonValue.Create(v))])
            : JsonValue.Create(values[^1] ?? ""));
    }

    private static Func<JsonObject, bool> Object(JsonObject filter)
    {
        var parts = filter.Select(p => p.Key switch
        {
            "$and" => All(Array(p.Key, p.Value)),
            "$or" => Any(Array(p.Key, p.Value)),
            _ => Field(p.Key, p.Value),
        }).ToList();
        return row => parts.TrueForAll(p => p(row));
    }

    private static Func<JsonObject, bool> Field(string field, JsonNode? condition)
    {
        if (condition is not JsonObject operators)
            return Operator(field, condition is JsonArray ? "$in" : "$eq", condition);
        var parts = operators.Select(o => Operator(field, o.Key, o.Value)).ToList();
        return row => parts.TrueForAll(p => p(row));
    }

    private static Func<JsonObject, bool> Operator(string field, string name, JsonNode? wanted)
    {
        Func<JsonObject, bool> Compared(Func<int?, bool> holds) => row => holds(RetailValue.Compare(field, RetailValue.Field(row, field), wanted));
        switch (name)
        {
            case "$eq": return Compared(c => c == 0);
            case "$neq": return Compared(c => c != 0);
            case "$gt": return Compared(c => c > 0);
            case "$gte": return Compared(c => c >= 0);
            case "$lt": return Compared(c => c < 0);
            case "$lte": return Compared(c => c <= 0);
            case "$like": return row => RetailValue.Like(RetailValue.Field(row, field)?.ToString(), wanted?.ToString() ?? "");
            case "$in" or "$nin":
                var list = Array(name, wanted);
                return row => list.Any(w => RetailValue.Compare(field, RetailValue.Field(row, field), w) == 0) == (name == "$in");
            default: throw RetailRefusal.Invalid("_filter", $"has an unknown operator {name}");
        }
    }

    private static Func<JsonObject, bool> All(JsonArray filters)
    {
        var parts = filters.Select(Element).ToList();
        return row => parts.TrueForAll(p => p(row));
    }

    private static Func<JsonObject, bool> Any(JsonArray filters)
    {
        var parts = filters.Select(Element).ToList();
        return row => parts.Exists(p => p(row));
    }

    private static Func<JsonObject, bool> Element(JsonNode? node) =>
        node is JsonObject filter ? Object(filter) : throw RetailRefusal.Invalid("_filter", "must hold objects in its arrays");

    private static JsonArray Array(string name, JsonNode? node) =>
        node as JsonArray ?? throw RetailRefusal.Invalid("_filter", $"needs an array for {name}");

    [GeneratedRegex(@"^~\[(?<field>[^\]]+)\](\[(?<operator>\$[a-z]+)\])?(\[\])?$")]
    private static partial Regex ShortForm();
}
