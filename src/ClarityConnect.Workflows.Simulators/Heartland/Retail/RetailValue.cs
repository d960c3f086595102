using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ClarityConnect.Workflows.Simulators.Heartland.Retail;

/// <summary>How Retail compares the fields of a row.</summary>
internal static class RetailValue
{
    /// <summary>The value of a field; "custom@name" looks into the custom object, "addresses.phone" gives those of all addresses side by side.</summary>
    public static JsonNode? Field(JsonObject row, string name)
    {
        if (name.StartsWith("custom@", StringComparison.Ordinal))
            return (row["custom"] as JsonObject)?[name[7..]];
        var parts = name.Split('.', 2);
        return parts.Length == 2 && row[parts[0]] is JsonArray list
            ? JsonValue.Create(string.Join('|', list.OfType<JsonObject>().Select(inner => inner[parts[1]]?.ToString())))
            : row[name];
    }

    /// <summary>Compares a field with a filter's value, or null when they cannot be compared.</summary>
    /// <remarks>Date-times are compared to the minute: filters of the real service are no finer.</remarks>
    public static int? Compare(string name, JsonNode? field, JsonNode? wanted)
    {
        if (field is null || wanted is null)
            return field is null && wanted is null ? 0 : null;
        switch (field.GetValueKind())
        {
            case JsonValueKind.Number:
                return Number(wanted) is { } number ? Number(field)!.Value.CompareTo(number) : null;
            case JsonValueKind.True or JsonValueKind.False:
                return bool.TryParse(wanted.ToString(), out var flag) ? field.GetValue<bool>().CompareTo(flag) : null;
            case JsonValueKind.String:
                var text = field.GetValue<string>();
                return IsMoment(text) ? CompareMoments(name, text, wanted.ToString()) : string.CompareOrdinal(text, wanted.ToString());
            default:
                return null;
        }
    }

    /// <summary>What rows are ordered by: numbers before texts, and rows without the field first.</summary>
    public static (int Kind, decimal Number, string Text) SortKey(JsonNode? field) => field switch
    {
        null => (0, 0, ""),
        _ when field.GetValueKind() == JsonValueKind.Number => (1, Number(field)!.Value, ""),
        _ => (2, 0, field.ToString()),
    };

    public static bool Like(string? text, string pattern) => text is not null
        && Regex.IsMatch(text, "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal) + "$",
            RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant);

    private static decimal? Number(JsonNode node) =>
        decimal.TryParse(node.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsMoment(string text) => text.Length >= 19 && text[4] == '-' && text[10] == 'T';

    private static int? CompareMoments(string name, string field, string wanted)
    {
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal;
        if (!DateTimeOffset.TryParse(field, CultureInfo.InvariantCulture, Styles, out var left)
            || !DateTimeOffset.TryParse(wanted, CultureInfo.InvariantCulture, Styles, out var right))
        {
            return null;
        }
        // A local time that is compared with a time without offset means the clock on the store's wall.
        var wall = name.StartsWith("local_", StringComparison.Ordinal) && !Regex.IsMatch(wanted, "(Z|[+-]\\d\\d:?\\d\\d)$");
        return wall ? Minute(left.DateTime).CompareTo(Minute(right.DateTime)) : Minute(left.UtcDateTime).CompareTo(Minute(right.UtcDateTime));
    }

    private static long Minute(DateTime at) => at.Ticks / TimeSpan.TicksPerMinute;
}
