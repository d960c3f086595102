using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Tests.OpenApi;

/// <summary>Judges values by the schemas of a description, and makes samples of them. It shares nothing with the generator that it judges.</summary>
internal sealed class DescribedSchemas(JsonObject document)
{
    private const int Deepest = 6;

    public JsonNode? Follow(JsonNode? node)
    {
        while (node is JsonObject reference && reference["$ref"] is JsonValue target)
        {
            node = document;
            foreach (var part in target.GetValue<string>()[2..].Split('/'))
                node = node![part.Replace("~1", "/", StringComparison.Ordinal)];
        }

        return node;
    }

    public static string? TypeOf(JsonNode? schema) => schema?["type"] switch
    {
        JsonArray several => several.Select(type => type!.GetValue<string>()).First(type => type != "null"),
        JsonValue one => one.GetValue<string>(),
        _ => schema?["properties"] is not null ? "object" : schema?["items"] is not null ? "array" : null,
    };

    public static bool Same(JsonNode? one, JsonNode? other) => one is null || other is null || one.GetValueKind() == other.GetValueKind();

    /// <summary>The status and schema of the first successful answer.</summary>
    public (int Status, JsonNode? Schema) Success(JsonObject operation)
    {
        var responses = operation["responses"]!.AsObject();
        var (status, response) = responses.FirstOrDefault(answer => answer.Key.StartsWith('2')) is { Key: not null } good ? (int.Parse(good.Key, CultureInfo.InvariantCulture), good.Value) : (200, responses["default"]);
        var media = (Follow(response)?["content"] as JsonObject)?["application/json"];
        return (status, media?["schema"]);
    }

    public void CheckText(JsonNode? raw, string text, string name, List<string> problems)
    {
        var schema = Follow(raw);
        var isRight = TypeOf(schema) switch
        {
            "integer" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            "number" => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
            "boolean" => text is "true" or "false",
            _ => schema?["enum"] is not JsonArray choices || choices.Any(choice => choice?.ToString() == text),
        };
        if (!isRight)
            problems.Add($"'{name}' is '{text}'");
        if (schema?["format"]?.GetValue<string>() == "date-time" && !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _))
            problems.Add($"'{name}' is '{text}', which is no time");
    }

    public void Check(JsonNode? raw, JsonNode? value, string place, List<string> problems)
    {
        var schema = Follow(raw);
        if (schema is not JsonObject || schema["oneOf"] is not null || schema["anyOf"] is not null || schema["allOf"] is not null)
            return;
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        if (kind == JsonValueKind.Null)
        {
            if (schema["nullable"]?.GetValue<bool>() != true && !(schema["type"] is JsonArray types && types.Any(type => type!.GetValue<string>() == "null")))
                problems.Add($"{place} is null");
            return;
        }

        var isRight = TypeOf(schema) switch
        {
            "object" => kind == JsonValueKind.Object,
            "array" => kind == JsonValueKind.Array,
            "string" => kind == JsonValueKind.String,
            "integer" => kind == JsonValueKind.Number && long.TryParse(value!.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            "number" => kind == JsonValueKind.Number,
            "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            _ => true,
        };
        if (!isRight)
            problems.Add($"{place} is {value!.ToJsonString()} and should be {TypeOf(schema)}");
        if (schema["enum"] is JsonArray choices && !choices.Any(choice => choice?.ToString() == value!.ToString()))
            problems.Add($"{place} is {value!.ToJsonString()}, which is none of its values");
        if (value is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
                Check(schema["items"], list[i], $"{place}[{i}]", problems);
        }

        if (value is not JsonObject members || schema["properties"] is not JsonObject properties)
            return;
        foreach (var name in (schema["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).Where(name => !members.ContainsKey(name)))
            problems.Add($"{place} lacks '{name}'");
        foreach (var (name, member) in members)
        {
            if (properties.TryGetPropertyValue(name, out var property))
                Check(property, member, $"{place}.{name}", problems);
            else if (schema["additionalProperties"] is null or JsonValue)
                problems.Add($"{place} has '{name}', which is not described");
        }
    }

    public JsonNode? Sample(JsonNode? raw, int depth)
    {
        var schema = Follow(raw);
        if (schema is null || depth > Deepest)
            return null;
        if (schema["enum"] is JsonArray { Count: > 0 } choices)
            return choices[0]?.DeepClone();
        if (schema["allOf"] is JsonArray parts)
        {
            var whole = new JsonObject();
            foreach (var member in parts.Select(part => Sample(part, depth)).OfType<JsonObject>().SelectMany(part => part.ToList()))
                whole[member.Key] = member.Value?.DeepClone();
            return whole;
        }

        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray alternatives && schema["properties"] is null)
            return Sample(alternatives[0], depth);
        return TypeOf(schema) switch
        {
            "object" when schema["properties"] is JsonObject properties => Object(properties, depth),
            "object" when schema["additionalProperties"] is JsonObject values => new JsonObject { ["sample"] = Sample(values, depth + 1) },
            "object" => new JsonObject(),
            "array" => depth < Deepest && Sample(schema["items"], depth + 1) is { } item ? new JsonArray(item) : new JsonArray(),
            "integer" => JsonValue.Create(7),
            "number" => JsonValue.Create(12.34m),
            "boolean" => JsonValue.Create(true),
            "string" => JsonValue.Create(schema["format"]?.GetValue<string>() switch
            {
                "date-time" => "2026-03-01T10:20:30Z",
                "date" => "2026-03-01",
                "byte" => "AQID",
                "uri" => "https://example.com/",
                _ => "text",
            }),
            _ => null,
        };
    }

    private JsonObject Object(JsonObject properties, int depth)
    {
        var sample = new JsonObject();
        foreach (var (name, property) in properties)
            sample[name] = Sample(property, depth + 1);
        return sample;
    }
}
