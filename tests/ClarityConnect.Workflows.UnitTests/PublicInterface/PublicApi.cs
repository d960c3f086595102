using System.Reflection;
using System.Runtime.CompilerServices;

namespace ClarityConnect.Workflows.UnitTests.PublicInterface;

/// <summary>What of an assembly others can compile against, a line for each type and member, in the order of the alphabet.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<string> Of(Assembly assembly) =>
        [.. assembly.GetTypes().Where(IsVisible).SelectMany(LinesOf).Distinct().Order(StringComparer.Ordinal)];

    private static bool IsVisible(Type type) =>
        type.IsNested ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!) : type.IsPublic;

    private static IEnumerable<string> LinesOf(Type type)
    {
        yield return HeadOf(type);
        if (type.IsEnum)
        {
            foreach (var name in Enum.GetNames(type))
                yield return $"{Signatures.Full(type)}.{name} = {Convert.ToInt64(Enum.Parse(type, name), null)}";
            yield break;
        }

        foreach (var constructor in type.GetConstructors(Declared).Where(IsVisible))
            yield return $"{Access(constructor)}{Signatures.Full(type)}.{Signatures.Bare(type)}({Signatures.Parameters(constructor)}) -> void";
        foreach (var method in type.GetMethods(Declared).Where(method => IsVisible(method) && !IsWrittenByTheCompiler(method)))
            yield return $"{Access(method)}{Modifiers(method)}{Signatures.Full(type)}.{method.Name}{Signatures.Generics(method)}({Signatures.Parameters(method)}) -> {Signatures.Returned(method)}{Signatures.Constraints(method.GetGenericArguments())}";
        foreach (var property in type.GetProperties(Declared))
        {
            foreach (var line in LinesOf(type, property))
                yield return line;
        }

        foreach (var field in type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly))
        {
            var kind = field.IsLiteral ? "const " : $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}";
            yield return $"{(field.IsPublic ? "" : "protected ")}{kind}{Signatures.Full(type)}.{field.Name}{(field.IsLiteral ? $" = {Signatures.Literal(field.GetRawConstantValue())}" : "")} -> {Signatures.Of(field)}";
        }
    }

    private static IEnumerable<string> LinesOf(Type type, PropertyInfo property)
    {
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var index = property.GetIndexParameters() is { Length: > 0 } and var parameters ? $"[{string.Join(", ", parameters.Select(Signatures.Of))}]" : "";
        if (property.GetMethod is { } get && IsVisible(get) && property.Name != "EqualityContract")
            yield return $"{Access(get)}{Modifiers(get)}{Signatures.Full(type)}.{property.Name}{index}.get -> {Signatures.Of(property)}";
        if (property.SetMethod is not { } set || !IsVisible(set))
            yield break;
        var isInit = set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
        yield return $"{Access(set)}{Modifiers(set)}{required}{Signatures.Full(type)}.{property.Name}{index}.{(isInit ? "init" : "set")} -> void";
    }

    private static string HeadOf(Type type)
    {
        var isRecord = type.GetMethod("<Clone>$", Declared) is not null;
        var kind = type.IsInterface ? "interface" : type.IsEnum ? "enum" : type.IsSubclassOf(typeof(Delegate)) ? "delegate" : type.IsValueType ? "struct" : isRecord ? "record" : "class";
        var manner = type is { IsAbstract: true, IsSealed: true } ? "static " : type is { IsAbstract: true, IsInterface: false } ? "abstract " : type is { IsSealed: true, IsValueType: false } ? "sealed " : "";
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var interfaces = type.GetInterfaces().Except(inherited).Select(Signatures.Plain).Order(StringComparer.Ordinal);
        string[] bases = type.IsEnum
            ? [Signatures.Plain(Enum.GetUnderlyingType(type))]
            : type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? [Signatures.Plain(parent), .. interfaces] : [.. interfaces];
        return $"{manner}{kind} {Signatures.Full(type)}{(bases.Length > 0 ? $" : {string.Join(", ", bases)}" : "")}{Signatures.Constraints(type.GetGenericArguments())}";
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsWrittenByTheCompiler(MethodInfo method) =>
        method.IsDefined(typeof(CompilerGeneratedAttribute)) || (method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal));

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Modifiers(MethodInfo method)
    {
        if (method.IsStatic)
            return "static ";
        if (method.DeclaringType!.IsInterface || !method.IsVirtual)
            return "";
        var isOverride = method.GetBaseDefinition() != method;
        return method.IsAbstract ? "abstract " : method.IsFinal ? (isOverride ? "sealed override " : "") : isOverride ? "override " : "virtual ";
    }
}
