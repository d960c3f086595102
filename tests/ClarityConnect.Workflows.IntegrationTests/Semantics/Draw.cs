using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.IntegrationTests.Semantics;

/// <summary>Writes definitions in Elsa's JSON in few words.</summary>
internal static class Draw
{
    public static JsonObject Activity(string type, string id, params (string Name, JsonNode? Value)[] members)
    {
        var activity = new JsonObject { ["id"] = id, ["name"] = id, ["type"] = $"Elsa.{type}", ["version"] = 1 };
        foreach (var (name, value) in members)
            activity[name] = value;
        return activity;
    }

    public static JsonObject Literal(JsonNode? value) => new() { ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };

    public static JsonObject Js(string script) => new() { ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = script } };

    /// <summary>An output that goes into a variable.</summary>
    public static JsonObject Into(string variable) => new() { ["memoryReference"] = new JsonObject { ["id"] = variable } };

    /// <summary>Writes a text; it is its own id.</summary>
    public static JsonObject Line(string text) => Activity("WriteLine", text, ("text", Literal(text)));

    public static JsonObject Say(string script, string id = "say") => Activity("WriteLine", id, ("text", Js(script)));

    public static JsonObject Set(string variable, string script, string? id = null) =>
        Activity("SetVariable", id ?? $"set-{variable}", ("variable", new JsonObject { ["id"] = variable, ["name"] = variable }), ("value", Js(script)));

    public static JsonObject Event(string name) => Activity("Event", name, ("eventName", Literal(name)));

    public static JsonObject Fault(string? message = "It went wrong.") => Activity("Fault", "fault", ("message", Literal(message)));

    public static JsonObject Break() => Activity("Break", "break");

    public static JsonObject Sequence(params JsonObject[] activities) => Activity("Sequence", "sequence", ("activities", new JsonArray([.. activities])));

    public static JsonObject Parallel(params JsonObject[] activities) => Activity("Parallel", "parallel", ("activities", new JsonArray([.. activities])));

    public static JsonObject Fork(string mode, params JsonObject[] branches) =>
        Activity("Fork", "fork", ("joinMode", mode), ("branches", new JsonArray([.. branches])));

    public static JsonObject If(JsonObject condition, JsonObject? then = null, JsonObject? otherwise = null) =>
        Activity("If", "if", ("condition", condition), ("then", then), ("else", otherwise));

    public static JsonObject While(JsonObject condition, JsonObject body) => Activity("While", "while", ("condition", condition), ("body", body));

    public static JsonObject ForEach(string items, JsonObject? body, string id = "each", string type = "ForEach") =>
        Activity(type, id, ("items", Js(items)), ("body", body));

    public static JsonObject Join(string mode, string id = "join") => Activity("FlowJoin", id, ("mode", Literal(mode)));

    public static JsonObject Decision(bool holds, string id = "decision") => Activity("FlowDecision", id, ("condition", Literal(holds)));

    /// <summary>A flowchart; connections are written "a>b", or "a:Port>b".</summary>
    public static JsonObject Flowchart(JsonObject[] activities, params string[] connections) => Activity(
        "Flowchart",
        "flowchart",
        ("activities", new JsonArray([.. activities])),
        ("connections", new JsonArray([.. connections.Select(Connection)])));

    /// <summary>Declares variables of a container; an id is the name.</summary>
    public static JsonObject With(this JsonObject container, params (string Name, string Type, string? Value)[] variables)
    {
        container["variables"] = new JsonArray([.. variables.Select(variable => new JsonObject
        {
            ["id"] = variable.Name, ["name"] = variable.Name, ["typeName"] = variable.Type, ["value"] = variable.Value,
        })]);
        return container;
    }

    public static JsonObject As(this JsonObject activity, string id)
    {
        activity["id"] = id;
        activity["name"] = id;
        return activity;
    }

    public static JsonObject Merging(this JsonObject activity, string mergeMode)
    {
        activity["customProperties"] = new JsonObject { ["mergeMode"] = mergeMode };
        return activity;
    }

    public static JsonObject Starting(this JsonObject activity)
    {
        activity["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        return activity;
    }

    public static JsonObject Definition(string id, JsonObject root, bool isTokenBased = false, JsonObject? options = null) => new()
    {
        ["definitionId"] = id,
        ["name"] = id,
        ["root"] = root,
        ["options"] = options ?? [],
        ["customProperties"] = isTokenBased ? new JsonObject { ["Flowchart:ExecutionMode"] = "TokenBased" } : new JsonObject(),
    };

    private static JsonObject Connection(string text)
    {
        var ends = text.Split('>');
        var source = ends[0].Split(':');
        return new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = source[0], ["port"] = source.Length > 1 ? source[1] : "Done" },
            ["target"] = new JsonObject { ["activity"] = ends[1], ["port"] = "In" },
        };
    }
}
