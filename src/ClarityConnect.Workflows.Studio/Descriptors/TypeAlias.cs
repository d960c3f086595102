using System.Text.Json;

namespace ClarityConnect.Workflows.Studio.Descriptors;

/// <summary>The short names of value types in definitions.</summary>
internal static class TypeAlias
{
    public static string Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsArray)
            return Of(type.GetElementType()!) + "[]";
        if (type.IsEnum)
            return "String";
        return type == typeof(JsonElement) || type.IsGenericType ? "Object" : type.Name;
    }
}
