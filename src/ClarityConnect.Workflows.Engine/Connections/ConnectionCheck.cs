using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Values;
using Secret = ClarityConnect.Workflows.Sdk.Connections.Secret;

namespace ClarityConnect.Workflows.Engine.Connections;

/// <summary>Looks at a connection's fields one by one, before the connection type looks at them together.</summary>
internal static class ConnectionCheck
{
    private const int LongestValue = 10_000;

    /// <summary>What is wrong with the values that were given.</summary>
    public static IEnumerable<ConnectionProblem> Given(Type type, JsonObject fields) =>
        from property in ConnectionSettings.Properties(type)
        let name = JsonNamingPolicy.CamelCase.ConvertName(property.Name)
        let value = fields[name] ?? fields[property.Name]
        where value is not null
        let problem = Problem(property, value)
        where problem is not null
        select new ConnectionProblem(name, problem);

    /// <summary>The required fields that are empty when all that was given or stored earlier is put together.</summary>
    public static IEnumerable<ConnectionProblem> Missing(Type type, Connection connection)
    {
        var required = ConnectionFields.Of(type).Where(field => field.IsRequired).ToDictionary(field => field.Name, StringComparer.Ordinal);
        foreach (var property in ConnectionSettings.Properties(type))
        {
            if (required.TryGetValue(JsonNamingPolicy.CamelCase.ConvertName(property.Name), out var field) && IsEmpty(property.GetValue(connection)))
                yield return new ConnectionProblem(field.Name, $"{field.DisplayName} is missing. Fill it in.");
        }
    }

    private static string? Problem(PropertyInfo property, JsonNode value)
    {
        if (value is JsonValue text && text.TryGetValue<string>(out var given))
        {
            if (given.Length > LongestValue)
                return $"This is longer than {LongestValue} characters.";
            if (property.PropertyType == typeof(Secret) && given != Secret.Mask && given.Contains(Secret.Mask, StringComparison.Ordinal))
                return "A part of the mask is still there. Type the whole secret anew, or leave the mask as it was.";
        }

        try
        {
            value.Deserialize(property.PropertyType, WorkflowJson.Options);
            return null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return property.PropertyType == typeof(Secret) ? "A secret is text." : $"This does not fit: {Expected(property.PropertyType)} is needed.";
        }
    }

    private static string Expected(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain switch
        {
            { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(plain))}",
            _ when plain == typeof(bool) => "true or false",
            _ when plain == typeof(Uri) => "a web address",
            _ when Type.GetTypeCode(plain) is >= TypeCode.SByte and <= TypeCode.UInt64 => "a whole number",
            _ when Type.GetTypeCode(plain) is >= TypeCode.Single and <= TypeCode.Decimal => "a number",
            _ => "text",
        };
    }

    private static bool IsEmpty(object? value) => value switch
    {
        null => true,
        string text => string.IsNullOrWhiteSpace(text),
        Secret secret => string.IsNullOrWhiteSpace(secret.Reveal()),
        _ => false,
    };
}
