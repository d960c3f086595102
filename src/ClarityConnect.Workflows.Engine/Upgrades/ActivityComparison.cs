using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;

namespace ClarityConnect.Workflows.Engine.Upgrades;

/// <summary>Tells whether an activity was changed between two versions, whatever happened to where it is drawn and to the activities in it.</summary>
internal static class ActivityComparison
{
    private static readonly string[] NotCompared = ["metadata", "activities", "connections", "variables"];

    public static bool AreSame(CompiledActivity one, CompiledActivity other) =>
        Members(one.Json, NotCompared).Count == Members(other.Json, NotCompared).Count
        && Members(one.Json, NotCompared).All(member => Find(other.Json, member.Name) is { } value && AreSame(member.Value, value));

    private static bool AreSame(JsonElement one, JsonElement other)
    {
        if (one.ValueKind != other.ValueKind)
            return false;
        if (IdOf(one) is { } id)
            return id == IdOf(other);
        return one.ValueKind switch
        {
            JsonValueKind.Array => one.GetArrayLength() == other.GetArrayLength()
                && one.EnumerateArray().Zip(other.EnumerateArray()).All(pair => AreSame(pair.First, pair.Second)),
            JsonValueKind.Object => Members(one, []).Count == Members(other, []).Count
                && Members(one, []).All(member => Find(other, member.Name) is { } value && AreSame(member.Value, value)),
            _ => JsonElement.DeepEquals(one, other),
        };
    }

    /// <summary>The id of an activity inside another, which is compared on its own; null for other values.</summary>
    private static string? IdOf(JsonElement json) => JsonMembers.Text(json, "type") is null ? null : JsonMembers.Text(json, "id");

    private static List<JsonProperty> Members(JsonElement json, string[] except) =>
        json.ValueKind == JsonValueKind.Object ? [.. json.EnumerateObject().Where(member => !except.Contains(member.Name, StringComparer.OrdinalIgnoreCase))] : [];

    private static JsonElement? Find(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value : null;
}
