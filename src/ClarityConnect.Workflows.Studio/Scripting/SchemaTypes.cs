using System.Text;
using System.Text.Json;

namespace ClarityConnect.Workflows.Studio.Scripting;

/// <summary>Says in TypeScript what a JSON Schema allows. What it does not know of schemas may be anything.</summary>
internal static class SchemaTypes
{
    /// <summary>How deep a schema is followed; what is below, as in one that refers to itself, may be anything.</summary>
    private const int Depth = 8;

    public static string Of(JsonElement schema) => Of(schema, schema, 0);

    private static string Of(JsonElement schema, JsonElement root, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth >= Depth)
            return TypeScriptTypes.Any;
        if (schema.TryGetProperty("$ref", out var reference))
            return Find(root, reference) is { } target ? Of(target, root, depth + 1) : TypeScriptTypes.Any;
        if (schema.TryGetProperty("const", out var only))
            return Literal(only);
        if (schema.TryGetProperty("enum", out var values) && values.ValueKind == JsonValueKind.Array && values.GetArrayLength() > 0)
            return string.Join(" | ", values.EnumerateArray().Select(Literal).Distinct());
        foreach (var name in (string[])["oneOf", "anyOf"])
        {
            if (schema.TryGetProperty(name, out var choices) && choices.ValueKind == JsonValueKind.Array && choices.GetArrayLength() > 0)
                return string.Join(" | ", choices.EnumerateArray().Select(choice => $"({Of(choice, root, depth + 1)})").Distinct());
        }

        if (schema.TryGetProperty("allOf", out var parts) && parts.ValueKind == JsonValueKind.Array && parts.GetArrayLength() > 0)
            return string.Join(" & ", parts.EnumerateArray().Select(part => $"({Of(part, root, depth + 1)})"));
        if (!schema.TryGetProperty("type", out var type))
            return schema.TryGetProperty("properties", out _) ? Members(schema, root, depth) : TypeScriptTypes.Any;
        return type.ValueKind == JsonValueKind.Array
            ? string.Join(" | ", type.EnumerateArray().Select(one => Of(schema, one, root, depth)).Distinct())
            : Of(schema, type, root, depth);
    }

    private static string Of(JsonElement schema, JsonElement type, JsonElement root, int depth) => (type.ValueKind == JsonValueKind.String ? type.GetString() : null) switch
    {
        "string" => "string",
        "number" or "integer" => "number",
        "boolean" => "boolean",
        "null" => "null",
        "array" => $"({(schema.TryGetProperty("items", out var items) ? Of(items, root, depth + 1) : TypeScriptTypes.Any)})[]",
        "object" => Members(schema, root, depth),
        _ => TypeScriptTypes.Any,
    };

    private static string Members(JsonElement schema, JsonElement root, int depth)
    {
        var hasMembers = schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object;
        if (!hasMembers)
            return $"{{ [name: string]: {(schema.TryGetProperty("additionalProperties", out var other) ? Of(other, root, depth + 1) : TypeScriptTypes.Any)} }}";
        var required = schema.TryGetProperty("required", out var names) && names.ValueKind == JsonValueKind.Array
            ? names.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()).ToHashSet()
            : [];
        var text = new StringBuilder("{ ");
        foreach (var member in properties.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Object && member.Value.TryGetProperty("description", out var about) && about.ValueKind == JsonValueKind.String)
                text.Append(TypeScriptText.Comment(about.GetString()).TrimEnd()).Append(' ');
            text.Append(TypeScriptText.Quoted(member.Name)).Append(required.Contains(member.Name) ? ": " : "?: ").Append(Of(member.Value, root, depth + 1)).Append("; ");
        }

        return text.Append('}').ToString();
    }

    private static JsonElement? Find(JsonElement root, JsonElement reference)
    {
        if (reference.ValueKind != JsonValueKind.String || reference.GetString() is not { } path || !path.StartsWith('#'))
            return null;
        var found = root;
        foreach (var part in path[1..].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (found.ValueKind != JsonValueKind.Object
                || !found.TryGetProperty(Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal), out found))
                return null;
        }

        return found;
    }

    private static string Literal(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => TypeScriptText.Quoted(value.GetString()!),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null => value.GetRawText(),
        _ => TypeScriptTypes.Any,
    };
}
