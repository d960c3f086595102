using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>
/// Reads the stand-ins that Elsa writes for activities it does not know: the original is in <c>originalActivityJson</c>, and connections that wait for
/// it are kept apart from the flowchart's own. An activity that is installed here is compiled as its original.
/// </summary>
internal static class MissingActivities
{
    /// <summary>The type of a stand-in.</summary>
    public const string StandInType = "Elsa.NotFoundActivity";

    /// <summary>The original of a stand-in, by the stand-in's id and name; any other activity as it is.</summary>
    public static JsonElement Original(JsonElement json)
    {
        if (JsonMembers.Text(json, "type") != StandInType || Parse(json) is not { } original)
            return json;
        foreach (var name in (ReadOnlySpan<string>)["id", "name"])
        {
            if (JsonMembers.Text(json, name) is { } value)
                original[name] = value;
        }

        return WorkflowJson.ToElement(original);
    }

    /// <summary>The connections of a flowchart that wait for activities, by any of the three names that Elsa gave their list.</summary>
    public static IEnumerable<JsonElement> WaitingConnections(JsonElement flowchart) =>
        from properties in (string[])["customProperties", "applicationProperties"]
        let holder = JsonMembers.Find(flowchart, properties)
        where holder is { ValueKind: JsonValueKind.Object }
        from name in (string[])["notFoundConnections", "notFoundConnectionsKey"]
        from connection in JsonMembers.List(holder.Value, name)
        select connection;

    private static JsonObject? Parse(JsonElement standIn)
    {
        if (JsonMembers.Text(standIn, "originalActivityJson") is not { } text)
            return Typed(standIn);
        try
        {
            return JsonNode.Parse(text) as JsonObject is { Count: > 0 } original ? original : Typed(standIn);
        }
        catch (JsonException)
        {
            return Typed(standIn);
        }
    }

    /// <summary>What is known of an original whose JSON is lost: its type, for the message that names it.</summary>
    private static JsonObject? Typed(JsonElement standIn) => JsonMembers.Text(standIn, "missingTypeName") is { } type
        ? new JsonObject { ["type"] = type, ["version"] = JsonMembers.Number(standIn, "missingTypeVersion") }
        : null;
}
