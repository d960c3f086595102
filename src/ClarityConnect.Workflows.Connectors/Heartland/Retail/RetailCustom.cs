using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail;

/// <summary>Reads the values of fields that the account defines itself.</summary>
internal static class RetailCustom
{
    /// <summary>The values by key, as text, in the order of the keys; without the mark of our own writes, which says nothing to anybody else.</summary>
    public static IReadOnlyDictionary<string, string> Read(JsonElement row, RetailNames names)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (RetailJson.Find(row, "custom") is { ValueKind: JsonValueKind.Object } custom)
        {
            foreach (var field in custom.EnumerateObject().Where(field => field.Value.ValueKind != JsonValueKind.Null && field.Name != names.Mark))
                values[field.Name] = ValueConversion.ToText(field.Value);
        }

        return values;
    }
}
