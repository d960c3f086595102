using System.Globalization;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>Reads the variables that a workflow or container declares, in all the forms that Elsa wrote over the years.</summary>
internal static class VariableReader
{
    public static IReadOnlyList<VariableDeclaration> Read(JsonElement container, List<string> warnings)
    {
        if (!container.TryGetProperty("variables", out var list) || list.ValueKind != JsonValueKind.Array)
            return [];
        var variables = new List<VariableDeclaration>();
        foreach (var json in list.EnumerateArray().Where(json => json.ValueKind == JsonValueKind.Object))
        {
            var name = JsonMembers.Text(json, "name");
            name = string.IsNullOrEmpty(name) ? $"Variable{variables.Count + 1}" : name;
            var type = JsonMembers.Text(json, "typeName");
            var isArray = json.TryGetProperty("isArray", out var array) && array.ValueKind == JsonValueKind.True;
            var value = json.TryGetProperty("value", out var raw) ? raw : WorkflowJson.Null;
            variables.Add(new VariableDeclaration(JsonMembers.Text(json, "id") ?? name, name, type, isArray, Coerce(value, type, isArray, name, warnings)));
        }

        return variables;
    }

    /// <summary>Variables' values are written as text; the declared type says what they are.</summary>
    private static JsonElement Coerce(JsonElement value, string? type, bool isArray, string name, List<string> warnings)
    {
        if (value.ValueKind != JsonValueKind.String)
            return value;
        var text = value.GetString()!;
        var alias = type?.Split(',')[0].Split('.')[^1];
        try
        {
            if (isArray)
                return text.Length == 0 ? WorkflowJson.Null : Parse(text);
            return alias switch
            {
                "Int32" or "Int64" => text.Length == 0 ? WorkflowJson.Null : WorkflowJson.ToElement(long.Parse(text, CultureInfo.InvariantCulture)),
                "Single" or "Double" or "Decimal" => text.Length == 0 ? WorkflowJson.Null : WorkflowJson.ToElement(decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)),
                "Boolean" => text.Length == 0 ? WorkflowJson.Null : WorkflowJson.ToElement(bool.Parse(text)),
                "String" or null or "Guid" or "DateTime" or "DateTimeOffset" or "TimeSpan" => value,
                _ => text.TrimStart() is ['{' or '[', ..] ? Parse(text) : value,
            };
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or JsonException)
        {
            warnings.Add($"The variable '{name}' begins with '{text}', which is not of its type {alias}; it is kept as text.");
            return value;
        }
    }

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
