using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.IntegrationTests.Api;

/// <summary>Definitions for the tests.</summary>
internal static class Drawings
{
    /// <summary>A definition of the conformance cases, under a definition id of its own.</summary>
    public static JsonObject FromFile(string name, string definitionId)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Conformance", "Definitions", name)))!.AsObject();
        json["definitionId"] = definitionId;
        return json;
    }

    public static JsonObject Flowchart(string definitionId, params JsonObject[] activities)
    {
        var connections = new JsonArray();
        for (var i = 1; i < activities.Length; i++)
        {
            connections.Add((JsonNode)new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = activities[i - 1]["id"]!.GetValue<string>(), ["port"] = "Done" },
                ["target"] = new JsonObject { ["activity"] = activities[i]["id"]!.GetValue<string>(), ["port"] = "In" },
                ["vertices"] = new JsonArray(),
            });
        }

        return new JsonObject
        {
            ["definitionId"] = definitionId,
            ["name"] = $"Workflow {definitionId}",
            ["root"] = new JsonObject
            {
                ["id"] = "Flowchart1", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["name"] = "Flowchart1",
                ["activities"] = new JsonArray([.. activities]),
                ["connections"] = connections,
            },
        };
    }

    public static JsonObject Activity(string id, string type, params (string Name, string Type, string Value)[] inputs)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = type, ["version"] = 1, ["name"] = id };
        foreach (var (name, expression, value) in inputs)
        {
            activity[name] = new JsonObject
            {
                ["typeName"] = "Object",
                ["expression"] = new JsonObject { ["type"] = expression, ["value"] = value },
            };
        }

        return activity;
    }

    public static JsonObject WriteLine(string id, string text) => Activity(id, "Elsa.WriteLine", ("text", "Literal", text));

    /// <summary>An activity that waits for an event.</summary>
    public static JsonObject Event(string id, string name) => Activity(id, "Elsa.Event", ("eventName", "Literal", name));

    public static JsonObject Starting(this JsonObject activity)
    {
        activity["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        return activity;
    }
}
