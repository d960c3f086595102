using System.Globalization;
using System.Text.Json;

namespace ClarityConnect.Workflows.Sdk.Canonical.Fields;

/// <summary>
/// Reads values out of data by the path that a business user writes: "customer.email", "lines[0].sku", and "lines[].amount" for each of a list.
/// Names are compared without regard to case where no name fits exactly.
/// </summary>
public static class DataPath
{
    /// <summary>Finds the one value at a path.</summary>
    /// <param name="data">The data.</param>
    /// <param name="path">The path.</param>
    /// <returns>The value; null where there is none or it is JSON null.</returns>
    public static JsonElement? Find(JsonElement data, string path)
    {
        var found = FindAll(data, path);
        return found.Count == 0 ? null : found[0].Value;
    }

    /// <summary>Finds the values at a path.</summary>
    /// <param name="data">The data.</param>
    /// <param name="path">The path; "[]" after a name stands for each entry of a list.</param>
    /// <returns>The values with the path of each; one without a value where a name on the way is missing.</returns>
    public static IReadOnlyList<(string Path, JsonElement? Value)> FindAll(JsonElement data, string path)
    {
        List<(string Path, JsonElement? Value)> found = [("", data)];
        foreach (var step in path.Split('.', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var bracket = step.IndexOf('[', StringComparison.Ordinal);
            var name = bracket < 0 ? step : step[..bracket];
            if (name.Length > 0)
                found = found.ConvertAll(place => (place.Path.Length == 0 ? name : $"{place.Path}.{name}", Member(place.Value, name)));
            for (; bracket >= 0; bracket = step.IndexOf('[', bracket + 1))
            {
                var end = step.IndexOf(']', bracket);
                found = [.. found.SelectMany(place => Entries(place, end < 0 ? "" : step[(bracket + 1)..end].Trim()))];
            }
        }

        return found;
    }

    private static JsonElement? Member(JsonElement? value, string name)
    {
        if (value is not { ValueKind: JsonValueKind.Object } data)
            return null;
        if (data.TryGetProperty(name, out var exact))
            return OrNothing(exact);
        foreach (var member in data.EnumerateObject())
        {
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return OrNothing(member.Value);
        }

        return null;
    }

    private static IEnumerable<(string Path, JsonElement? Value)> Entries((string Path, JsonElement? Value) place, string index)
    {
        if (place.Value is not { ValueKind: JsonValueKind.Array } list)
            return index.Length == 0 || index == "*" ? [] : [($"{place.Path}[{index}]", null)];
        if (index.Length == 0 || index == "*")
            return list.EnumerateArray().Select((entry, position) => ($"{place.Path}[{position.ToString(CultureInfo.InvariantCulture)}]", OrNothing(entry)));
        var isThere = int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) && wanted < list.GetArrayLength();
        return [($"{place.Path}[{index}]", isThere ? OrNothing(list[wanted]) : null)];
    }

    private static JsonElement? OrNothing(JsonElement value) => value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : value;
}
