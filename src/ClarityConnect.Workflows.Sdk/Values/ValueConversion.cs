using System.Globalization;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Sdk.Values;

/// <summary>
/// Converts JSON values to the type of an input, as forgivingly as Elsa does: text to numbers, dates and enums; anything to text; JSON text
/// to lists and objects.
/// </summary>
public static class ValueConversion
{
    /// <summary>Converts a value.</summary>
    /// <typeparam name="T">The type wanted.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>The converted value; the default of <typeparamref name="T"/> for JSON null.</returns>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: the value cannot be read as the type.</exception>
    public static T? To<T>(JsonElement value)
    {
        if (typeof(T) == typeof(JsonElement))
            return (T)(object)value;
        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
            return typeof(T) == typeof(JsonElement?) ? (T?)(object?)null : default;
        if (typeof(T) == typeof(string))
            return (T)(object)ToText(value);
        if (typeof(T) == typeof(object) || typeof(T) == typeof(JsonElement?))
            return (T)(object)value;
        try
        {
            return value.ValueKind == JsonValueKind.String ? FromText<T>(value.GetString()!) : Deserialize<T>(value);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or OverflowException or InvalidOperationException or NotSupportedException or ArgumentException)
        {
            throw new ActivityException(
                FailureKind.InvalidData,
                $"The value {Excerpt(value)} cannot be read as {Describe(typeof(T))}.",
                exception);
        }
    }

    /// <summary>Writes a value as text: strings as they are, booleans "True" and "False", numbers as written, objects as JSON, null as nothing.</summary>
    /// <param name="value">The value.</param>
    public static string ToText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        JsonValueKind.Number => NumberText(value),
        _ => JsonSerializer.Serialize(value, WorkflowJson.Options),
    };

    private static string NumberText(JsonElement value)
    {
        // Digits stay as they were written; a number with an exponent, as JavaScript writes the very large and small, is written as .NET writes it.
        var raw = value.GetRawText();
        return raw.AsSpan().IndexOfAny('e', 'E') >= 0 && value.TryGetDouble(out var number) && double.IsFinite(number) ? number.ToString(CultureInfo.InvariantCulture) : raw;
    }

    private static T? Deserialize<T>(JsonElement value)
    {
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        if (type == typeof(bool) && value.ValueKind == JsonValueKind.Number)
            return (T)(object)(value.GetDouble() != 0);
        if ((type == typeof(int) || type == typeof(long)) && value.ValueKind == JsonValueKind.Number)
        {
            var number = value.GetDecimal();
            return (T)(type == typeof(int) ? (object)decimal.ToInt32(decimal.Round(number)) : decimal.ToInt64(decimal.Round(number)));
        }

        return value.Deserialize<T>(WorkflowJson.Options);
    }

    private static T? FromText<T>(string text)
    {
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        if (text.Length == 0 && (type.IsValueType || typeof(T) != type))
            return default;
        object? result = type switch
        {
            _ when type == typeof(bool) => bool.Parse(text),
            _ when type == typeof(int) => decimal.ToInt32(decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)),
            _ when type == typeof(long) => decimal.ToInt64(decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)),
            _ when type == typeof(decimal) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
            _ when type == typeof(double) => double.Parse(text, CultureInfo.InvariantCulture),
            _ when type == typeof(TimeSpan) => TimeSpan.Parse(text, CultureInfo.InvariantCulture),
            _ when type == typeof(DateTimeOffset) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            _ when type == typeof(DateTime) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
            _ when type == typeof(DateOnly) => DateOnly.Parse(text, CultureInfo.InvariantCulture),
            _ when type == typeof(Guid) => Guid.Parse(text),
            _ when type == typeof(Uri) => new Uri(text, UriKind.RelativeOrAbsolute),
            _ when type.IsEnum => Enum.Parse(type, text, ignoreCase: true),
            _ => null,
        };
        if (result is not null)
            return (T)result;
        if (type == typeof(byte[]))
            return (T)(object)Convert.FromBase64String(text);
        return string.IsNullOrWhiteSpace(text) ? default : JsonSerializer.Deserialize<T>(text, WorkflowJson.Options);
    }

    private static string Excerpt(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= 100 ? text : string.Concat(text.AsSpan(0, 100), "…");
    }

    private static string Describe(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(int) || type == typeof(long) => "a whole number",
            _ when type == typeof(decimal) || type == typeof(double) => "a number",
            _ when type == typeof(TimeSpan) => "a time span such as 00:05:00",
            _ when type == typeof(DateTimeOffset) || type == typeof(DateTime) || type == typeof(DateOnly) => "a date",
            _ when type.IsEnum => $"one of {string.Join(", ", Enum.GetNames(type))}",
            _ => type.Name,
        };
    }
}
