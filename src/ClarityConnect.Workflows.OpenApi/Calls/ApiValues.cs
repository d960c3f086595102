using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace ClarityConnect.Workflows.OpenApi.Calls;

/// <summary>Writes values in the styles that OpenAPI has for parameters and forms.</summary>
internal static class ApiValues
{
    /// <summary>One text, for paths and headers: lists with commas between their items.</summary>
    /// <param name="value">The value.</param>
    /// <param name="explode">Whether the members of an object are written as name=value.</param>
    /// <param name="encode">Makes a single value fit the place.</param>
    public static string Simple(JsonElement value, bool explode, Func<string, string> encode) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(item => encode(ApiJson.ToText(item)))),
        JsonValueKind.Object when explode => string.Join(',', value.EnumerateObject().Select(member => $"{encode(member.Name)}={encode(ApiJson.ToText(member.Value))}")),
        JsonValueKind.Object => string.Join(',', value.EnumerateObject().Select(member => $"{encode(member.Name)},{encode(ApiJson.ToText(member.Value))}")),
        _ => encode(ApiJson.ToText(value)),
    };

    /// <summary>Names and values, for queries, cookies and forms. Values of one pair that are several stay a list, which is joined by <paramref name="style"/>.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="style">form, spaceDelimited, pipeDelimited, deepObject or json.</param>
    /// <param name="explode">Whether each item of a list is a pair of its own.</param>
    public static IEnumerable<(string Name, string[] Values)> Pairs(string name, JsonElement value, string style, bool explode)
    {
        if (style == "json")
            return [(name, [value.GetRawText()])];
        if (style == "deepObject")
            return Deep(name, value, 0);
        return value.ValueKind switch
        {
            JsonValueKind.Array when explode => value.EnumerateArray().Select(item => (name, (string[])[ApiJson.ToText(item)])),
            JsonValueKind.Array => [(name, [.. value.EnumerateArray().Select(ApiJson.ToText)])],
            JsonValueKind.Object when explode => value.EnumerateObject().Select(member => (member.Name, (string[])[ApiJson.ToText(member.Value)])),
            JsonValueKind.Object => [(name, [.. value.EnumerateObject().SelectMany(member => (string[])[member.Name, ApiJson.ToText(member.Value)])])],
            _ => [(name, [ApiJson.ToText(value)])],
        };
    }

    /// <summary>What stands between the items of a list that is one pair.</summary>
    /// <param name="style">The style.</param>
    public static string Separator(string style) => style switch
    {
        "spaceDelimited" => "%20",
        "pipeDelimited" => "%7C",
        _ => ",",
    };

    private static IEnumerable<(string Name, string[] Values)> Deep(string name, JsonElement value, int depth)
    {
        if (depth > 32)
            return [];
        return value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Deep($"{name}[{member.Name}]", member.Value, depth + 1)),
            JsonValueKind.Array => value.EnumerateArray().SelectMany((item, index) => Deep(
                item.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? FormattableString.Invariant($"{name}[{index}]") : $"{name}[]", item, depth + 1)),
            _ => [(name, [ApiJson.ToText(value)])],
        };
    }
}
