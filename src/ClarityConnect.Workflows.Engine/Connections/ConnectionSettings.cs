using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.AspNetCore.DataProtection;
using Secret = ClarityConnect.Workflows.Sdk.Connections.Secret;

namespace ClarityConnect.Workflows.Engine.Connections;

/// <summary>Turns a connection's fields into the stored form, where secrets are encrypted, and back.</summary>
/// <param name="protection">Encrypts with keys that rotate.</param>
public sealed class ConnectionSettings(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("ClarityConnect.Workflows.Connections");

    internal string Protect(Type type, JsonObject fields, string? stored)
    {
        var earlier = stored is null ? null : JsonNode.Parse(stored) as JsonObject;
        var result = new JsonObject();
        foreach (var property in Properties(type))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            var value = fields[name] ?? fields[property.Name];
            if (property.PropertyType == typeof(Secret))
            {
                var text = value?.GetValue<string>();
                // A form shows secrets masked; what comes back as the mask is left as it was, and what comes back empty is taken away.
                if (text is null or Secret.Mask)
                    result[name] = earlier?[name]?.DeepClone();
                else if (text.Length > 0)
                    result[name] = protector.Protect(text);
            }
            else if (value is not null)
            {
                result[name] = value.DeepClone();
            }
        }

        return result.ToJsonString(WorkflowJson.Options);
    }

    internal Connection Unprotect(Type type, ConnectionRow row)
    {
        var fields = (JsonObject)JsonNode.Parse(row.Settings)!;
        foreach (var property in Properties(type).Where(property => property.PropertyType == typeof(Secret)))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (Encrypted(fields, property.Name) is { } encrypted)
                fields[name] = Reveal(encrypted, property.Name, row.Name);
        }

        return (Connection)(fields.Deserialize(type, WorkflowJson.Options)
            ?? throw new ActivityException(FailureKind.Misconfigured, $"Connection '{row.Name}' has no settings. Enter them again."));
    }

    /// <summary>One secret of a stored connection; null where the field is empty.</summary>
    internal Secret? Read(ConnectionRow row, string property) =>
        Encrypted((JsonObject)JsonNode.Parse(row.Settings)!, property) is { } encrypted ? new Secret(Reveal(encrypted, property, row.Name)) : null;

    /// <summary>The stored form of a connection with one secret replaced.</summary>
    internal string With(ConnectionRow row, string property, Secret value)
    {
        var fields = (JsonObject)JsonNode.Parse(row.Settings)!;
        fields[JsonNamingPolicy.CamelCase.ConvertName(property)] = protector.Protect(value.Reveal());
        return fields.ToJsonString(WorkflowJson.Options);
    }

    /// <summary>The fields for a form: secrets masked.</summary>
    internal static JsonObject Masked(Type type, ConnectionRow row)
    {
        var fields = (JsonObject)JsonNode.Parse(row.Settings)!;
        foreach (var property in Properties(type).Where(property => property.PropertyType == typeof(Secret)))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (fields[name] is not null)
                fields[name] = Secret.Mask;
        }

        return fields;
    }

    private static string? Encrypted(JsonObject fields, string property) => fields[JsonNamingPolicy.CamelCase.ConvertName(property)]?.GetValue<string>();

    private string Reveal(string encrypted, string property, string connection)
    {
        try
        {
            return protector.Unprotect(encrypted);
        }
        catch (CryptographicException exception)
        {
            throw new ActivityException(
                FailureKind.Misconfigured,
                $"The secret '{property}' of connection '{connection}' was encrypted with a key that is not here any longer. Enter it again.",
                exception);
        }
    }

    internal static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property is { CanWrite: true, CanRead: true });
}
