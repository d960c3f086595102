using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Studio.Descriptors;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>
/// A flowchart's connections in the one form that the designer reads. Connections out of an activity that is not installed lead from ports that
/// its stand-in does not have, so they wait in <c>customProperties.notFoundConnections</c>, as in Elsa, until the flowchart is saved.
/// </summary>
internal static class FlowchartConnections
{
    private const string Waiting = "notFoundConnections";

    /// <summary>Of a connection that waits: where among the others it goes back to.</summary>
    private const string Position = "clarityPosition";

    public static void Show(JsonObject flowchart)
    {
        var custom = (JsonObject)flowchart["customProperties"]!;
        var missing = Activities(flowchart)
            .Where(activity => ActivityTree.Text(activity, "type") == ActivityDescriptorList.NotFoundType)
            .Select(activity => ActivityTree.Text(activity, "id"))
            .ToHashSet();
        var shown = new JsonArray();
        var waiting = custom[Waiting] is JsonArray kept ? (JsonArray)kept.DeepClone() : [];
        foreach (var (position, connection) in List(flowchart["connections"]).Index())
        {
            var normal = Normal(connection);
            if (missing.Contains(SourceOf(normal)))
                waiting.Add((JsonNode)Waits(connection, position));
            else
                shown.Add((JsonNode)normal);
        }

        flowchart["connections"] = shown;
        custom[Waiting] = waiting;
    }

    public static void Restore(JsonObject flowchart)
    {
        if (flowchart["customProperties"] is not JsonObject custom || custom[Waiting] is not JsonArray { Count: > 0 } waiting)
            return;
        var ids = Activities(flowchart).Select(activity => ActivityTree.Text(activity, "id")).ToHashSet();
        var connections = new JsonArray([.. List(flowchart["connections"]).Select(connection => connection.DeepClone())]);
        var rest = new JsonArray();
        foreach (var connection in waiting.OfType<JsonObject>().Select(connection => (JsonObject)connection.DeepClone()).OrderBy(PositionOf))
        {
            var normal = Normal(connection);
            if (!ids.Contains(SourceOf(normal)) || !ids.Contains(ActivityTree.Text((JsonObject)normal["target"]!, "activity")))
            {
                rest.Add((JsonNode)connection);
                continue;
            }

            var position = Math.Min(PositionOf(connection), connections.Count);
            connection.Remove(Position);
            connections.Insert(position, connection);
        }

        flowchart["connections"] = connections;
        custom[Waiting] = rest;
    }

    /// <summary>As it is, since nobody reads it before it goes back.</summary>
    private static JsonObject Waits(JsonObject connection, int position)
    {
        var copy = (JsonObject)connection.DeepClone();
        copy[Position] = position;
        return copy;
    }

    private static int PositionOf(JsonObject connection) =>
        connection[Position] is JsonValue value && value.TryGetValue<int>(out var position) && position >= 0 ? position : int.MaxValue;

    private static string? SourceOf(JsonObject normal) => ActivityTree.Text((JsonObject)normal["source"]!, "activity");

    private static IEnumerable<JsonObject> Activities(JsonObject flowchart) => List(flowchart["activities"]);

    private static IEnumerable<JsonObject> List(JsonNode? node) => ((node as JsonArray) ?? (node as JsonObject)?["$values"] as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>Older files name source and target by id alone, with the ports beside them.</summary>
    private static JsonObject Normal(JsonObject connection)
    {
        var copy = (JsonObject)connection.DeepClone();
        copy["source"] = End(copy, "source", "sourcePort", "Done");
        copy["target"] = End(copy, "target", "targetPort", "In");
        if (copy["vertices"] is not JsonArray)
            copy["vertices"] = new JsonArray();
        return copy;
    }

    private static JsonObject End(JsonObject connection, string name, string portName, string defaultPort)
    {
        if (connection[name] is not JsonObject end)
            return new JsonObject { ["activity"] = ActivityTree.Text(connection, name), ["port"] = ActivityTree.Text(connection, portName) ?? defaultPort };
        var copy = (JsonObject)end.DeepClone();
        copy["port"] ??= defaultPort;
        return copy;
    }
}
