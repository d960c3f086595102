using System.Globalization;
using System.Reflection;

namespace ClarityConnect.Workflows.UnitTests.PublicInterface;

/// <summary>Types and parameters as C# writes them, with what may be null.</summary>
internal static class Signatures
{
    private const string Ours = "ClarityConnect.Workflows.";

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(char)] = "char",
        [typeof(short)] = "short", [typeof(int)] = "int", [typeof(long)] = "long", [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal",
    };

    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>A type's name with its namespace, without what all have in common.</summary>
    public static string Full(Type type)
    {
        var parent = type.IsNested ? Full(type.DeclaringType!) : type.Namespace!.StartsWith(Ours, StringComparison.Ordinal) ? type.Namespace[Ours.Length..] : type.Namespace;
        var own = type.GetGenericArguments().Skip(type.DeclaringType?.GetGenericArguments().Length ?? 0).Select(argument => argument.Name).ToList();
        return $"{parent}.{Bare(type)}{(own.Count > 0 ? $"<{string.Join(", ", own)}>" : "")}";
    }

    public static string Bare(Type type) => type.Name.Split('`')[0];

    /// <summary>A type without what is known of null.</summary>
    public static string Plain(Type type) => Written(type, null);

    public static string Of(PropertyInfo property) => Written(property.PropertyType, Nullability.Create(property));

    public static string Of(FieldInfo field) => Written(field.FieldType, Nullability.Create(field));

    public static string Of(ParameterInfo parameter)
    {
        var manner = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? (parameter.IsIn ? "in " : "ref ") : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        var value = parameter.HasDefaultValue ? $" = {Literal(parameter.RawDefaultValue)}" : "";
        return $"{manner}{Written(parameter.ParameterType, Nullability.Create(parameter))} {parameter.Name}{value}";
    }

    public static string Returned(MethodInfo method) => Written(method.ReturnType, Nullability.Create(method.ReturnParameter));

    public static string Parameters(MethodBase method)
    {
        var self = method.IsDefined(typeof(System.Runtime.CompilerServices.ExtensionAttribute)) ? "this " : "";
        return self + string.Join(", ", method.GetParameters().Select(Of));
    }

    public static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    /// <summary>What generic arguments have to be.</summary>
    public static string Constraints(IEnumerable<Type> arguments) => string.Concat(arguments
        .Where(argument => argument.IsGenericParameter)
        .Select(argument => (argument.Name, Needs: NeedsOf(argument)))
        .Where(argument => argument.Needs.Count > 0)
        .Select(argument => $" where {argument.Name} : {string.Join(", ", argument.Needs)}"));

    public static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static List<string> NeedsOf(Type argument)
    {
        var needs = argument.GenericParameterAttributes;
        var list = argument.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(Plain).ToList();
        if (needs.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
            list.Insert(0, "struct");
        else if (needs.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            list.Insert(0, "class");
        if (needs.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !needs.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
            list.Add("new()");
        return list;
    }

    private static string Written(Type type, NullabilityInfo? known)
    {
        if (type.IsByRef)
            return Written(type.GetElementType()!, known?.ElementType ?? known);
        if (Nullable.GetUnderlyingType(type) is { } value)
            return $"{Written(value, null)}?";
        var mark = known is { ReadState: NullabilityState.Nullable } && !type.IsValueType ? "?" : "";
        if (type.IsArray)
            return $"{Written(type.GetElementType()!, known?.ElementType)}[]{mark}";
        // Whether one may be null that can be anything is up to who fills it in.
        if (type.IsGenericParameter)
            return type.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? type.Name + mark : type.Name;
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword + mark;
        var owner = type.IsNested ? $"{Bare(type.DeclaringType!)}." : "";
        if (!type.IsGenericType)
            return $"{owner}{Bare(type)}{mark}";
        var arguments = type.GetGenericArguments().Select((argument, i) => Written(argument, known?.GenericTypeArguments.ElementAtOrDefault(i)));
        return $"{owner}{Bare(type)}<{string.Join(", ", arguments)}>{mark}";
    }
}
