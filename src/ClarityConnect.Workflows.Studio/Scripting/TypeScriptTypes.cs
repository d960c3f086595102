using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Studio.Scripting;

/// <summary>Says in TypeScript what a value looks like to a script.</summary>
internal static class TypeScriptTypes
{
    public const string Any = "any";

    /// <summary>How deep objects are described; what is below may be anything.</summary>
    private const int Depth = 5;

    /// <summary>The type of a value of a .NET type, as its JSON has it.</summary>
    public static string Of(Type type) => Of(type, [], Forgotten());

    /// <summary>The type of an output: by the schema that its author gave, else by its .NET type.</summary>
    public static string Of(OutputDescriptor output) => output.GivenSchema is { } schema ? SchemaTypes.Of(schema) : Of(output.ValueType);

    /// <summary>The type of a variable or input, by the short name in its definition.</summary>
    public static string OfAlias(string? alias, bool isArray)
    {
        var type = Alias(alias);
        return isArray ? $"{type}[]" : type;
    }

    /// <summary>Options that differ from those of everybody, so that what they learn of a plugin's types is forgotten with them, and the plugin can leave the memory.</summary>
    private static JsonSerializerOptions Forgotten() => new(WorkflowJson.Options) { NumberHandling = JsonNumberHandling.Strict };

    private static string Alias(string? alias) => alias is null || alias.AsSpan().IndexOfAny('<', '[', '`') >= 0
        ? Any
        : alias.Split(',')[0].Split('.')[^1].Trim() switch
        {
            "String" or "Guid" or "DateTime" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan" => "string",
            "Boolean" => "boolean",
            "Byte" or "Int16" or "Int32" or "Int64" or "Single" or "Double" or "Decimal" => "number",
            "StringDictionary" => "{ [name: string]: string }",
            "ObjectDictionary" or "JsonObject" or "ExpandoObject" => "{ [name: string]: any }",
            _ => Any,
        };

    private static string Of(Type type, List<Type> around, JsonSerializerOptions options)
    {
        if (Nullable.GetUnderlyingType(type) is { } plain)
            return $"{Of(plain, around, options)} | null";
        if (type.IsEnum)
            return string.Join(" | ", Enum.GetNames(type).Select(name => $"'{name}'"));
        if (type == typeof(string) || type == typeof(Guid) || type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(DateOnly)
            || type == typeof(TimeOnly) || type == typeof(TimeSpan) || type == typeof(byte[]) || type == typeof(Uri))
            return "string";
        if (type == typeof(bool))
            return "boolean";
        if (type.IsPrimitive || type == typeof(decimal))
            return "number";
        if (type == typeof(object) || type == typeof(JsonElement) || around.Contains(type) || around.Count >= Depth)
            return Any;
        return Composed(options.GetTypeInfo(type), [.. around, type], options);
    }

    private static string Composed(JsonTypeInfo info, List<Type> around, JsonSerializerOptions options) => info.Kind switch
    {
        JsonTypeInfoKind.Enumerable => $"({Of(info.ElementType!, around, options)})[]",
        JsonTypeInfoKind.Dictionary => $"{{ [name: string]: {Of(info.ElementType!, around, options)} }}",
        JsonTypeInfoKind.Object => Members(info, around, options),
        _ => Any,
    };

    private static string Members(JsonTypeInfo info, List<Type> around, JsonSerializerOptions options)
    {
        var text = new StringBuilder("{ ");
        foreach (var property in info.Properties.Where(property => property.Get is not null))
            text.Append(TypeScriptText.Quoted(property.Name)).Append(": ").Append(Of(property.PropertyType, around, options)).Append("; ");
        return text.Append('}').ToString();
    }
}
