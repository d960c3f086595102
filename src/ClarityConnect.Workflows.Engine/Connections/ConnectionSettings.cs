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
            if (fields[name]?.GetValue<string>() is not { } encrypted)
                continue;
            try
            {
                fields[name] = protector.Unprotect(encrypted);
            }
            catch (CryptographicException exception)
            {
                throw new ActivityException(
                    FailureKind.Misconfigured,
                    $"The secret '{property.Name}' of connection '{row.Name}' was encrypted with a key that is not here any longer. Enter it again.",
                    exception);
            }
        }

        return (Connection)(fields.Deserialize(type, WorkflowJson.Options)
            ?? throw new ActivityException(FailureKind.Misconfigured, $"Connection '{row.Name}' has no settings. Enter them again."));
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

    internal static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property is { CanWrite: true, CanRead: true });
}
