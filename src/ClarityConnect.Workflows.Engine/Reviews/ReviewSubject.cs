using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Reviews;

/// <summary>The data of an item as people may see them: without card numbers, and without what is named like a secret.</summary>
public static class ReviewSubject
{
    /// <summary>The most bytes of data that an item takes.</summary>
    public const int LargestSize = 1024 * 1024;

    private static readonly string[] SecretNames = ["password", "passwd", "secret", "cvv", "cvc", "cv2", "securitycode", "apikey", "accesstoken", "refreshtoken", "authorization", "privatekey", "trackdata"];

    /// <summary>Masks data.</summary>
    /// <param name="subject">The data.</param>
    /// <returns>The masked data as JSON; null for none.</returns>
    public static string? Mask(JsonElement subject)
    {
        if (subject.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
            return null;
        var masked = WithoutSecrets(JsonSerializer.SerializeToNode(subject, WorkflowJson.Options))!.ToJsonString(WorkflowJson.Options);
        return Encoding.UTF8.GetString(CardDataMasker.Mask(Encoding.UTF8.GetBytes(masked)).Span);
    }

    private static JsonNode? WithoutSecrets(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, IsSecret(member.Key) && member.Value is JsonValue ? JsonValue.Create(Secret.Mask) : WithoutSecrets(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(WithoutSecrets)]),
        _ => node?.DeepClone(),
    };

    private static bool IsSecret(string name)
    {
        var plain = name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return Array.Exists(SecretNames, secret => plain.EndsWith(secret, StringComparison.OrdinalIgnoreCase));
    }
}
