using System.Globalization;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Rest;

/// <summary>Reads KashFlow's JSON in any spelling of case, with numbers as numbers or text and dates in each of its three forms.</summary>
internal static class KashFlowJson
{
    /// <summary>A member; null where absent or null.</summary>
    public static JsonElement? Find(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return null;
        if (!element.TryGetProperty(name, out var found))
            found = element.EnumerateObject().FirstOrDefault(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
        return found.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : found;
    }

    /// <summary>A member as text; numbers as they are written, null where absent or empty.</summary>
    public static string? Text(JsonElement element, string name) => Find(element, name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString() is { Length: > 0 } value ? value : null,
        { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } other => other.GetRawText(),
        _ => null,
    };

    /// <summary>A member as an exact decimal; null where absent or empty.</summary>
    public static decimal? Decimal(JsonElement element, string name) => Text(element, name) is not { } text
        ? null
        : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new ActivityException(FailureKind.InvalidData, $"KashFlow answered '{text}' for '{name}', which is not an amount.");

    /// <summary>A member as a whole number; null where absent or empty.</summary>
    public static long? Whole(JsonElement element, string name) => Decimal(element, name) is { } value ? (long)value : null;

    /// <summary>
    /// A member as a day: "2026-11-19 12:00:00", the same with an offset, or "2026-11-19". It is a civil date of the United Kingdom, so time
    /// and offset are left aside. Null where absent, and for the year 1 that stands for no date.
    /// </summary>
    public static DateOnly? Day(JsonElement element, string name)
    {
        if (Text(element, name) is not { } text)
            return null;
        if (text.Length < 10 || !DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            throw new ActivityException(FailureKind.InvalidData, $"KashFlow answered '{text}' for '{name}', which is not a date.");
        return day.Year == 1 ? null : day;
    }

    /// <summary>A member as a flag; null where absent.</summary>
    public static bool? Flag(JsonElement element, string name) => Find(element, name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } text when bool.TryParse(text.GetString(), out var value) => value,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText() != "0",
        _ => null,
    };

    /// <summary>A member as a list; null where it is none.</summary>
    public static IReadOnlyList<JsonElement>? List(JsonElement element, string name) =>
        Find(element, name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : null;

    /// <summary>A day as KashFlow takes it: at noon, so that no time zone moves it.</summary>
    public static string Write(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + " 12:00:00";
}
