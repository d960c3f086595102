using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.OpenApi.Calls;

/// <summary>How values are written to the API and read from it: what is empty is left out, and what comes is read forgivingly.</summary>
internal static class ApiJson
{
    /// <summary>The options; read-only.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>A value as JSON; null for nothing, which an empty text is too.</summary>
    /// <param name="value">The value.</param>
    public static JsonElement? ToElement(object? value) => value switch
    {
        null or "" or JsonElement { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => null,
        JsonElement element => element,
        _ => JsonSerializer.SerializeToElement(value, value.GetType(), Options),
    };

    /// <summary>A value as text, as it stands in an address, a header or a form.</summary>
    /// <param name="value">The value.</param>
    public static string ToText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(WorkflowJson.Options)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            PropertyNameCaseInsensitive = false,
            MaxDepth = 128,
        };
        options.Converters.Add(new ForgivingText());
        options.Converters.Add(new ForgivingTime());
        options.Converters.Add(new ForgivingLong());
        options.Converters.Add(new ForgivingInt());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>Takes a number or a truth value where a text was promised.</summary>
    private sealed class ForgivingText : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String)
                return reader.GetString();
            if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False))
                throw new JsonException($"A text was expected and there is {reader.TokenType}.");
            using var value = JsonDocument.ParseValue(ref reader);
            return value.RootElement.GetRawText();
        }

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }

    /// <summary>Takes a time without an offset as UTC, and the forms that are not quite ISO 8601.</summary>
    private sealed class ForgivingTime : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var seconds) && seconds is > -62135596800 and < 253402300800)
                return DateTimeOffset.FromUnixTimeSeconds(seconds);
            return reader.TokenType == JsonTokenType.String
                && DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                ? time
                : throw new JsonException("A date with a time was expected.");
        }

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }

    /// <summary>Takes 3.0 for 3, and a text with the number.</summary>
    private sealed class ForgivingLong : JsonConverter<long>
    {
        public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Whole(ref reader, long.MinValue, long.MaxValue);

        public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
    }

    private sealed class ForgivingInt : JsonConverter<int>
    {
        public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => (int)Whole(ref reader, int.MinValue, int.MaxValue);

        public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
    }

    private static long Whole(ref Utf8JsonReader reader, long least, long most)
    {
        decimal number;
        var isNumber = reader.TokenType switch
        {
            JsonTokenType.Number => reader.TryGetDecimal(out number),
            JsonTokenType.String => decimal.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number),
            _ => Nothing(out number),
        };
        return isNumber && decimal.Truncate(number) == number && number >= least && number <= most ? (long)number : throw new JsonException("A whole number was expected.");
    }

    private static bool Nothing(out decimal number)
    {
        number = 0;
        return false;
    }
}
