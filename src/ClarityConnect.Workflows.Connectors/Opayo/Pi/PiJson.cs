using System.Globalization;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Opayo.Pi;

/// <summary>Reads Pi's JSON: numbers that come as numbers or as text, members that may be missing.</summary>
internal static class PiJson
{
    /// <summary>The answer as JSON; null where it is none, or no object or list.</summary>
    public static JsonElement? Parse(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The member at a path of names; null where absent or null.</summary>
    public static JsonElement? Find(JsonElement? element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element is not { ValueKind: JsonValueKind.Object } parent)
                return null;
            element = Member(parent, name);
        }

        return element is { ValueKind: not JsonValueKind.Null } found ? found : null;
    }

    /// <summary>A member as text; numbers as they are written, null where absent or empty.</summary>
    public static string? Text(JsonElement? element, params ReadOnlySpan<string> path) => Find(element, path) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString() is { Length: > 0 } value ? value : null,
        { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } other => other.GetRawText(),
        _ => null,
    };

    /// <summary>A member as an exact number; null where absent.</summary>
    public static decimal? Number(JsonElement? element, params ReadOnlySpan<string> path)
    {
        var text = Text(element, path);
        if (text is null)
            return null;
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new ActivityException(FailureKind.InvalidData, $"Opayo answered '{text}' for '{path[^1]}', which is not a number.");
    }

    private static JsonElement? Member(JsonElement parent, string name)
    {
        if (parent.TryGetProperty(name, out var exact))
            return exact;
        foreach (var member in parent.EnumerateObject())
        {
            if (string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
                return member.Value;
        }

        return null;
    }
}
