using System.Text.Json;

namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>Reads members of JSON objects whose spelling varies with the version of Elsa that wrote them.</summary>
internal static class JsonMembers
{
    public static string? Text(JsonElement json, string name) =>
        Find(json, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static int? Number(JsonElement json, string name) =>
        Find(json, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : null;

    public static bool? Flag(JsonElement json, string name) => Find(json, name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } value when bool.TryParse(value.GetString(), out var flag) => flag,
        _ => null,
    };

    /// <summary>Finds a member by its camel-case name, or the same in Pascal case.</summary>
    public static JsonElement? Find(JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return null;
        if (json.TryGetProperty(name, out var value))
            return value;
        return json.TryGetProperty(char.ToUpperInvariant(name[0]) + name[1..], out value) ? value : null;
    }

    /// <summary>A list, which Elsa also wrote as a single object, as <c>{"$values":[…]}</c> or as <c>{"_type":…,"items":[…]}</c>.</summary>
    public static IEnumerable<JsonElement> List(JsonElement json, string name)
    {
        if (Find(json, name) is not { } value)
            return [];
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var wrapper in (ReadOnlySpan<string>)["$values", "items", "values"])
            {
                if (value.TryGetProperty(wrapper, out var items) && items.ValueKind == JsonValueKind.Array)
                    return items.EnumerateArray();
            }

            return [value];
        }

        return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];
    }
}
