using System.Text.Json.Nodes;
using ClarityConnect.Workflows.IntegrationTests.Api;

namespace ClarityConnect.Workflows.IntegrationTests.Http;

/// <summary>Definitions with HTTP activities.</summary>
internal static class HttpDrawings
{
    /// <summary>An endpoint "in" that starts instances.</summary>
    public static JsonObject Endpoint(string path, string methods = "GET", params (string Name, string Type, string Value)[] inputs) =>
        Waiting("in", path, methods, inputs).Starting();

    /// <summary>An endpoint in the middle of a workflow.</summary>
    public static JsonObject Waiting(string id, string path, string methods = "GET", params (string Name, string Type, string Value)[] inputs) =>
        Drawings.Activity(
            id,
            "Elsa.HttpEndpoint",
            [("path", "Literal", path), ("supportedMethods", "Object", new JsonArray([.. methods.Split(' ').Select(method => (JsonNode)method)]).ToJsonString()), .. inputs]);

    /// <summary>A response whose content is a script.</summary>
    public static JsonObject Answer(string id, string script, string status = "200") =>
        Drawings.Activity(id, "Elsa.WriteHttpResponse", ("statusCode", "Literal", status), ("content", "JavaScript", script));

    public static JsonObject File(string id, params (string Name, string Type, string Value)[] inputs) => Drawings.Activity(id, "Elsa.WriteFileHttpResponse", inputs);

    /// <summary>The endpoint, then the answer.</summary>
    public static JsonObject Echo(string definitionId, JsonObject endpoint, string script) => Drawings.Flowchart(definitionId, endpoint, Answer("out", script));

    /// <summary>A flowchart with the connections "from port to".</summary>
    public static JsonObject Graph(string definitionId, JsonObject[] activities, params (string From, string Port, string To)[] connections)
    {
        var drawing = Drawings.Flowchart(definitionId, activities);
        drawing["root"]!["connections"] = new JsonArray([.. connections.Select(connection => (JsonNode)new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = connection.From, ["port"] = connection.Port },
            ["target"] = new JsonObject { ["activity"] = connection.To, ["port"] = "In" },
        })]);
        return drawing;
    }

    /// <summary>Sets a member that is not an expression.</summary>
    public static JsonObject With(this JsonObject activity, string name, JsonNode value)
    {
        activity[name] = value;
        return activity;
    }
}
