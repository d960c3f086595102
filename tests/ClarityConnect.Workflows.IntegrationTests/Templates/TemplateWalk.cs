using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors;
using ClarityConnect.Workflows.Engine.Scripting;
using ClarityConnect.Workflows.IntegrationTests.Connectors;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Values;
using Shouldly;

namespace ClarityConnect.Workflows.IntegrationTests.Templates;

/// <summary>
/// Walks a template's flowchart step by step: the connectors' own activities, and its scripts in the real sandbox. No queue, no
/// checkpoint: it judges the template, not the engine.
/// </summary>
internal sealed class TemplateWalk(JsonObject definition, ScriptRunnerPool pool, IReadOnlyDictionary<string, object> clients, CancellationToken cancellationToken)
{
    private readonly JsonObject flowchart = definition["root"]!.AsObject();

    public JsonObject Variables { get; } = [];

    public List<string> Steps { get; } = [];

    public string? Fault { get; private set; }

    public async Task RunAsync(object payload, JsonNode mappings)
    {
        var current = Activities().Single(activity => activity["customProperties"]!["canStartWorkflow"]!.GetValue<bool>());
        while (current is not null)
        {
            Steps.Add((string)current["name"]!);
            var outcome = await StepAsync(current, payload, mappings);
            var next = flowchart["connections"]!.AsArray()
                .Where(edge => (string)edge!["source"]!["activity"]! == (string)current["id"]! && (string)edge["source"]!["port"]! == outcome)
                .Select(edge => (string)edge!["target"]!["activity"]!)
                .SingleOrDefault();
            current = next is null ? null : Activities().Single(activity => (string)activity["id"]! == next);
        }
    }

    private async Task<string> StepAsync(JsonObject step, object payload, JsonNode mappings)
    {
        switch ((string)step["type"]!)
        {
            case "ClarityConnect.MappingTable":
                Store(step, "result", mappings.DeepClone());
                return "Done";
            case "Elsa.Fault":
                Fault = (await ValueAsync(step["message"]!)).GetString();
                return "Faulted";
            case "Elsa.RunJavaScript":
                return await ScriptAsync(step);
            default:
                return await ActivityAsync(step, payload);
        }
    }

    private async Task<string> ScriptAsync(JsonObject step)
    {
        var result = await EvaluateAsync((string)step["script"]!["expression"]!["value"]!, (string)step["name"]!);
        Store(step, "result", result.Value is { } value ? JsonNode.Parse(value.GetRawText()) : null);
        return result.Changes is { } changes && changes.TryGetProperty("outcomes", out var outcomes) ? outcomes[0].GetString()! : "Done";
    }

    private async Task<string> ActivityAsync(JsonObject step, object payload)
    {
        var type = ConnectorCatalog.Activities.Single(candidate => TypeName(candidate) == (string)step["type"]!);
        var activity = (Activity)Activator.CreateInstance(type)!;
        var run = new ActivityRun(activity, cancellationToken) { Payload = WorkflowJson.ToElement(payload) };
        foreach (var (name, client) in clients)
            run.Knows(name, client);
        foreach (var (name, node) in step)
        {
            if (node is JsonObject wrapped && wrapped.ContainsKey("expression"))
                run.With(Member<Input>(activity, name), await ValueAsync(wrapped));
        }

        await run.RunAsync();
        foreach (var (name, node) in step)
        {
            if (node is JsonObject wrapped && wrapped["memoryReference"] is not null)
                Store(step, name, JsonNode.Parse(run.Outputs[Member<Output>(activity, name)].GetRawText()));
        }

        return "Done";
    }

    private async Task<JsonElement> ValueAsync(JsonNode wrapped)
    {
        var (kind, value) = ((string)wrapped["expression"]!["type"]!, wrapped["expression"]!["value"]);
        return kind == "JavaScript" ? (await EvaluateAsync((string)value!, "input")).Value!.Value : JsonSerializer.SerializeToElement(value);
    }

    private Task<ScriptResult> EvaluateAsync(string source, string name)
    {
        var arguments = JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["variables"] = Variables.DeepClone() });
        return pool.EvaluateAsync(new ScriptRequest(Script.Create(source, name), arguments, TimeSpan.FromSeconds(5)), cancellationToken);
    }

    private void Store(JsonObject step, string output, JsonNode? value)
    {
        var id = (string)step[output]!["memoryReference"]!["id"]!;
        var known = definition["variables"]!.AsArray().Concat(definition["outputs"]!.AsArray()).Select(entry => (string)entry!["name"]!);
        known.ShouldContain(id);
        Variables[id] = value;
    }

    private IEnumerable<JsonObject> Activities() => flowchart["activities"]!.AsArray().Select(activity => activity!.AsObject());

    private static T Member<T>(Activity activity, string name) =>
        (T)activity.GetType().GetProperty(char.ToUpperInvariant(name[0]) + name[1..])!.GetValue(activity)!;

    private static string TypeName(Type type)
    {
        var attribute = (ActivityAttribute)Attribute.GetCustomAttribute(type, typeof(ActivityAttribute))!;
        return $"{attribute.Namespace}.{attribute.Name ?? type.Name}";
    }
}
