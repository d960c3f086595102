using System.Globalization;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>Reads the variables that a workflow or container declares, in all the forms that Elsa wrote over the years.</summary>
internal static class VariableReader
{
    public static IReadOnlyList<VariableDeclaration> Read(JsonElement container, List<string> warnings)
    {
        var variables = new List<VariableDeclaration>();
        foreach (var json in JsonMembers.List(container, "variables").Where(IsVariable))
        {
            var name = JsonMembers.Text(json, "name");
            name = string.IsNullOrEmpty(name) ? $"Variable{variables.Count + 1}" : name;
            var type = JsonMembers.Text(json, "typeName");
            var isArray = JsonMembers.Flag(json, "isArray") ?? false;
            var value = JsonMembers.Find(json, "value") ?? WorkflowJson.Null;
            variables.Add(new VariableDeclaration(
                JsonMembers.Text(json, "id") ?? name, name, type, isArray, Coerce(value, type, isArray, name, warnings), IsInMemory(json)));
        }

        return variables;
    }

    /// <summary>What a value means for a variable: texts as the declared type says, as in a definition.</summary>
    public static JsonElement Coerce(VariableDeclaration variable, JsonElement value) =>
        Coerce(value, variable.TypeName, variable.IsArray, variable.Name, []);

    private static bool IsVariable(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && (JsonMembers.Find(json, "name") ?? JsonMembers.Find(json, "id")) is not null;

    /// <summary>Whether the storage driver is Elsa's MemoryStorageDriver; all others keep the value with the instance.</summary>
    private static bool IsInMemory(JsonElement json) =>
        (JsonMembers.Text(json, "storageDriverTypeName") ?? JsonMembers.Text(json, "storageDriverType")) is { } driver
        && driver.Split(',')[0].Split('.')[^1].StartsWith("Memory", StringComparison.OrdinalIgnoreCase);

    /// <summary>Variables' values are written as text, or as numbers and booleans that mean the same; the declared type says what they are.</summary>
    private static JsonElement Coerce(JsonElement value, string? type, bool isArray, string name, List<string> warnings)
    {
        if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False))
            return value;
        var text = ValueConversion.ToText(value);
        try
        {
            return isArray ? text.Length == 0 ? WorkflowJson.Null : Parse(text) : Coerce(value, text, Alias(type));
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or JsonException)
        {
            warnings.Add($"The variable '{name}' begins with '{text}', which is not of its type {type}; it is kept as it is.");
            return value;
        }
    }

    private static JsonElement Coerce(JsonElement value, string text, string? alias) => alias switch
    {
        "Byte" or "Int16" or "Int32" or "Int64" => text.Length == 0 ? WorkflowJson.Null : WorkflowJson.ToElement(long.Parse(text, CultureInfo.InvariantCulture)),
        "Single" or "Double" or "Decimal" => text.Length == 0 ? WorkflowJson.Null : WorkflowJson.ToElement(decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)),
        "Boolean" => text.Length == 0 ? WorkflowJson.Null : WorkflowJson.ToElement(bool.Parse(text)),
        "String" => WorkflowJson.ToElement(text),
        null or "Guid" or "DateTime" or "DateTimeOffset" or "TimeSpan" => value,
        _ => value.ValueKind == JsonValueKind.String && text.TrimStart() is ['{' or '[', ..] ? Parse(text) : value,
    };

    /// <summary>The short name of a type; for lists and dictionaries, whose type arguments have names too, the name as it is.</summary>
    private static string? Alias(string? type) =>
        type is null || type.AsSpan().IndexOfAny('<', '[', '`') >= 0 ? type : type.Split(',')[0].Split('.')[^1].Trim();

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
