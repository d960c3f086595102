using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail;

/// <summary>
/// Reads Retail's JSON whichever way it is spelled: <c>completed_at</c> or <c>completedAt</c>, <c>completed?</c>, numbers as numbers or text.
/// </summary>
internal static class RetailJson
{
    /// <summary>The member with a name, compared without case, underscores and question marks; null where absent or null.</summary>
    public static JsonElement? Find(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return null;
        if (element.TryGetProperty(name, out var exact))
            return exact.ValueKind == JsonValueKind.Null ? null : exact;
        foreach (var member in element.EnumerateObject())
        {
            if (SameName(JsonMarshal.GetRawUtf8PropertyName(member), name))
                return member.Value.ValueKind == JsonValueKind.Null ? null : member.Value;
        }

        return null;
    }

    /// <summary>A member as text; numbers as they are written, null where absent or empty.</summary>
    public static string? Text(JsonElement element, string name) => Find(element, name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString() is { Length: > 0 } value ? value : null,
        { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } other => other.GetRawText(),
        _ => null,
    };

    /// <summary>A member as an exact decimal; null where absent or empty.</summary>
    public static decimal? Decimal(JsonElement element, string name)
    {
        if (Find(element, name) is not { } found)
            return null;
        if (found.ValueKind == JsonValueKind.Number && found.TryGetDecimal(out var number))
            return number;
        var text = Text(element, name);
        if (text is null)
            return null;
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new ActivityException(FailureKind.InvalidData, $"Heartland Retail answered '{text}' for '{name}', which is not an amount.");
    }

    /// <summary>A member as a moment; null where absent or empty.</summary>
    public static DateTimeOffset? Moment(JsonElement element, string name)
    {
        var text = Text(element, name);
        if (text is null)
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value)
            ? value
            : throw new ActivityException(FailureKind.InvalidData, $"Heartland Retail answered '{text}' for '{name}', which is not a date and time.");
    }

    /// <summary>A member as a flag; null where absent.</summary>
    public static bool? Flag(JsonElement element, string name) => Find(element, name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } text when bool.TryParse(text.GetString(), out var value) => value,
        _ => null,
    };

    /// <summary>An embedded list, plain or in Retail's envelope of results; null where it was not embedded.</summary>
    public static IReadOnlyList<JsonElement>? List(JsonElement element, string name) => Find(element, name) switch
    {
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray()],
        { ValueKind: JsonValueKind.Object } envelope when Find(envelope, "results") is { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray()],
        _ => null,
    };

    private static bool SameName(ReadOnlySpan<byte> left, string right)
    {
        int i = 0, j = 0;
        while (true)
        {
            while (i < left.Length && left[i] is (byte)'_' or (byte)'?')
                i++;
            while (j < right.Length && right[j] is '_' or '?')
                j++;
            if (i == left.Length || j == right.Length)
                return i == left.Length && j == right.Length;
            if (char.ToLowerInvariant((char)left[i++]) != char.ToLowerInvariant(right[j++]))
                return false;
        }
    }
}
