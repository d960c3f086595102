using System.Globalization;
using System.Reflection;
using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Sdk.Connections;
using Secret = ClarityConnect.Workflows.Sdk.Connections.Secret;

namespace ClarityConnect.Workflows.Engine.Connections;

/// <summary>Reads the fields of a connection type from its class.</summary>
internal static class ConnectionFields
{
    public static IReadOnlyList<ConnectionField> Of(Type type)
    {
        var fresh = type.GetConstructor(Type.EmptyTypes) is null ? null : Activator.CreateInstance(type);
        return [.. ConnectionSettings.Properties(type).Select(property => Of(property, fresh))];
    }

    private static ConnectionField Of(PropertyInfo property, object? fresh)
    {
        var attribute = property.GetCustomAttribute<ConnectionFieldAttribute>();
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var kind = KindOf(type);
        return new ConnectionField(
            JsonNamingPolicy.CamelCase.ConvertName(property.Name),
            attribute?.DisplayName ?? DescriptorFactory.InWords(property.Name),
            attribute?.Description,
            kind,
            attribute?.IsRequired ?? false,
            kind == ConnectionFieldKind.Choice ? Enum.GetNames(type) : [],
            fresh is null || kind == ConnectionFieldKind.Secret ? null : Convert.ToString(property.GetValue(fresh), CultureInfo.InvariantCulture));
    }

    private static ConnectionFieldKind KindOf(Type type) => type switch
    {
        { IsEnum: true } => ConnectionFieldKind.Choice,
        _ when type == typeof(Secret) => ConnectionFieldKind.Secret,
        _ when type == typeof(bool) => ConnectionFieldKind.Switch,
        _ when type == typeof(Uri) => ConnectionFieldKind.Address,
        _ when Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal => ConnectionFieldKind.Number,
        _ => ConnectionFieldKind.Text,
    };
}
