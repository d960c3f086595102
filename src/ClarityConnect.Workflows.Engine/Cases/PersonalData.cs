using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Cases;

/// <summary>
/// Replaces personal data in a case: the values of members that are named like it, wherever else in the case the same text stands, each by the same
/// stand-in, so that what belongs together still does.
/// </summary>
internal static class PersonalData
{
    private static readonly string[] Names =
        ["email", "phone", "mobile", "fax", "firstname", "lastname", "surname", "fullname", "customername", "cardholder", "address", "street", "postcode", "zip", "birth", "ssn", "iban"];

    private static readonly JsonSerializerOptions Options = new(CaseJson.Options) { WriteIndented = false };

    public static WorkflowCase Redact(WorkflowCase recorded)
    {
        var json = JsonSerializer.SerializeToNode(recorded, Options)!;
        var standIns = new Dictionary<string, string>(StringComparer.Ordinal);
        Collect(json, isPersonal: false, standIns);
        var masked = CardDataMasker.Mask(Encoding.UTF8.GetBytes(Replace(json, standIns)!.ToJsonString(WorkflowJson.Options)));
        return JsonSerializer.Deserialize<WorkflowCase>(masked.Span, Options)!;
    }

    private static void Collect(JsonNode? node, bool isPersonal, Dictionary<string, string> standIns)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                    Collect(value, isPersonal || IsPersonal(name), standIns);
                break;
            case JsonArray items:
                foreach (var item in items)
                    Collect(item, isPersonal, standIns);
                break;
            case JsonValue value when isPersonal && value.TryGetValue<string>(out var text) && text.Length > 2:
                standIns.TryAdd(text, $"redacted-{standIns.Count + 1}");
                break;
        }
    }

    private static JsonNode? Replace(JsonNode? node, Dictionary<string, string> standIns) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Replace(member.Value, standIns)))),
        JsonArray items => new JsonArray([.. items.Select(item => Replace(item, standIns))]),
        JsonValue value when value.TryGetValue<string>(out var text) && standIns.TryGetValue(text, out var standIn) => JsonValue.Create(standIn),
        _ => node?.DeepClone(),
    };

    private static bool IsPersonal(string name)
    {
        var plain = name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return Array.Exists(Names, personal => plain.Contains(personal, StringComparison.OrdinalIgnoreCase));
    }
}
