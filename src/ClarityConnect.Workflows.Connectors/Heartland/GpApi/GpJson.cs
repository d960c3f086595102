using System.Globalization;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.GpApi;

/// <summary>Reads GP API's JSON: amounts are texts in minor units, dates come in three spellings, and an empty text means none.</summary>
internal static class GpJson
{
    public static JsonElement Find(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    /// <summary>A member as text; null where absent or empty.</summary>
    public static string? Text(JsonElement element, string name) => Find(element, name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString() is { Length: > 0 } value ? value : null,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    /// <summary>An amount in major units; null where absent or empty.</summary>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: it is no whole number of minor units.</exception>
    public static decimal? Amount(JsonElement element, string name, string currency)
    {
        if (Text(element, name) is not { } text)
            return null;
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var minor))
            throw new ActivityException(FailureKind.InvalidData, $"GP API answered '{text}' for '{name}', which is no amount in minor units.");
        for (var digits = Currency.MinorDigits(currency); digits > 0; digits--)
            minor /= 10;
        return minor;
    }

    public static int Count(JsonElement element, string name) => int.TryParse(Text(element, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) ? count : 0;

    /// <summary>A moment, in UTC where no zone is given; null where absent or empty.</summary>
    public static DateTimeOffset? Moment(JsonElement element, string name) =>
        DateTimeOffset.TryParse(Text(element, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null;
}
