using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Console.Drawings;

/// <summary>Reads the steps and connections of a definition's flowchart. What is nested in a step is not drawn.</summary>
internal static class FlowReader
{
    private const double DefaultWidth = 230;
    private const double DefaultHeight = 60;
    private const double Distance = 290;

    public static (IReadOnlyList<FlowStep> Steps, IReadOnlyList<FlowEdge> Edges) Read(DefinitionDocument document, ActivityRegistry registry)
    {
        var root = document.ToNode()["root"] as JsonObject;
        if (root?["activities"] is not JsonArray { Count: > 0 } activities)
            return root is null ? ([], []) : ([StepOf(root, 0, registry)], []);
        var steps = activities.OfType<JsonObject>().Select((activity, index) => StepOf(activity, index, registry)).DistinctBy(step => step.Id).ToList();
        var edges = root["connections"] is JsonArray connections
            ? connections.OfType<JsonObject>().Select(EdgeOf).OfType<FlowEdge>().ToList()
            : steps.Zip(steps.Skip(1), (step, next) => new FlowEdge(step.Id, "", next.Id)).ToList();
        return (steps, edges);
    }

    private static FlowStep StepOf(JsonObject activity, int index, ActivityRegistry registry)
    {
        var id = Text(activity["id"]) ?? $"step{index}";
        var metadata = activity["metadata"] as JsonObject;
        var designer = metadata?["designer"] as JsonObject;
        return new FlowStep(
            id,
            Text(metadata?["displayText"]) ?? Text(activity["name"]) ?? id,
            KindOf(activity, registry),
            Number(designer?["position"]?["x"]) ?? index * Distance,
            Number(designer?["position"]?["y"]) ?? 0,
            Math.Clamp(Number(designer?["size"]?["width"]) ?? DefaultWidth, 120, 480),
            Math.Clamp(Number(designer?["size"]?["height"]) ?? DefaultHeight, 40, 160));
    }

    private static string KindOf(JsonObject activity, ActivityRegistry registry)
    {
        var type = Text(activity["type"]) ?? "";
        var descriptor = registry.Find(type);
        if (descriptor?.Kind == ActivityKind.Trigger || activity["customProperties"]?["canStartWorkflow"]?.GetValueKind() == JsonValueKind.True)
            return "start";
        if (type == "Elsa.Fault" || descriptor?.IsTerminal == true)
            return "stop";
        return descriptor?.Inputs.Any(input => input.ConnectionTypeKey is not null) == true ? "system" : "step";
    }

    /// <summary>Elsa wrote connections in two ways: with ends that are objects, and with ends that are ids.</summary>
    private static FlowEdge? EdgeOf(JsonObject connection)
    {
        var from = Text(connection["source"]) ?? Text((connection["source"] as JsonObject)?["activity"]);
        var to = Text(connection["target"]) ?? Text((connection["target"] as JsonObject)?["activity"]);
        var outcome = Text(connection["sourcePort"]) ?? Text((connection["source"] as JsonObject)?["port"]) ?? "Done";
        return from is null || to is null ? null : new FlowEdge(from, outcome, to);
    }

    private static string? Text(JsonNode? json) => json is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    private static double? Number(JsonNode? json) => json is JsonValue value && value.TryGetValue<double>(out var number) && double.IsFinite(number) ? number : null;
}
