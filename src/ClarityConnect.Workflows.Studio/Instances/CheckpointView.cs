using System.Text.Json;
using ClarityConnect.Workflows.Engine.Execution;

namespace ClarityConnect.Workflows.Studio.Instances;

/// <summary>Reads out of a checkpoint what people want to see. Nothing here decides execution.</summary>
public sealed class CheckpointView
{
    private readonly JsonElement json;
    private readonly Dictionary<string, JsonElement> payloads = new(StringComparer.Ordinal);

    private CheckpointView(JsonElement json) => this.json = json;

    /// <summary>Parses a checkpoint and loads the large values that it refers to.</summary>
    /// <param name="checkpoint">The checkpoint; null gives an empty view.</param>
    /// <param name="store">Where large values are.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public static async Task<CheckpointView> ReadAsync(ReadOnlyMemory<byte>? checkpoint, IExecutionStore store, CancellationToken cancellationToken)
    {
        if (checkpoint is not { IsEmpty: false } bytes)
            return new CheckpointView(JsonDocument.Parse("{}").RootElement);
        using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 1024 });
        var view = new CheckpointView(document.RootElement.Clone());
        var hashes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in (ReadOnlySpan<string>)["input", "output", "finalVariables"])
            CollectHashes(view.json, part, hashes);
        foreach (var execution in view.Executions)
            CollectHashes(execution, "variables", hashes);
        if (hashes.Count > 0)
        {
            foreach (var payload in await store.LoadPayloadsAsync([.. hashes], cancellationToken))
            {
                using var content = JsonDocument.Parse(payload.Content, new JsonDocumentOptions { MaxDepth = 1024 });
                view.payloads[payload.Hash] = content.RootElement.Clone();
            }
        }

        return view;
    }

    /// <summary>The executions that have not ended.</summary>
    public IEnumerable<JsonElement> Executions => List("executions");

    /// <summary>The failures that wait for a person, or did.</summary>
    public IEnumerable<JsonElement> Incidents => List("incidents");

    /// <summary>The trigger that started the instance; null where it was not a trigger.</summary>
    public string? TriggerActivityId => json.TryGetProperty("trigger", out var trigger) ? trigger.GetString() : null;

    /// <summary>The workflow's inputs by name.</summary>
    public Dictionary<string, JsonElement> Input => Values(json, "input");

    /// <summary>The workflow's outputs by name.</summary>
    public Dictionary<string, JsonElement> Output => Values(json, "output");

    /// <summary>The variables of the workflow and of the containers that are running; at the end the final ones. Those of activities' own are left out.</summary>
    public Dictionary<string, JsonElement> Variables
    {
        get
        {
            var variables = Values(json, "finalVariables");
            foreach (var execution in Executions)
            {
                foreach (var (name, value) in Values(execution, "variables"))
                {
                    if (!name.StartsWith('$'))
                        variables.TryAdd(name, value);
                }
            }

            return variables;
        }
    }

    /// <summary>The node of an execution that has not ended; null for any other.</summary>
    /// <param name="execution">The execution's number.</param>
    public string? NodeOf(int execution) =>
        Executions.FirstOrDefault(json => json.GetProperty("number").GetInt32() == execution) is { ValueKind: JsonValueKind.Object } found
            ? found.GetProperty("node").GetString()
            : null;

    private IEnumerable<JsonElement> List(string name) =>
        json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    private Dictionary<string, JsonElement> Values(JsonElement owner, string name)
    {
        var result = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (!owner.TryGetProperty(name, out var values) || values.ValueKind != JsonValueKind.Object)
            return result;
        foreach (var entry in values.EnumerateObject())
        {
            if (entry.Value.TryGetProperty("value", out var value))
                result[entry.Name] = value;
            else if (entry.Value.TryGetProperty("hash", out var hash) && payloads.TryGetValue(hash.GetString()!, out value))
                result[entry.Name] = value;
        }

        return result;
    }

    private static void CollectHashes(JsonElement owner, string name, HashSet<string> hashes)
    {
        if (!owner.TryGetProperty(name, out var values) || values.ValueKind != JsonValueKind.Object)
            return;
        foreach (var entry in values.EnumerateObject())
        {
            if (entry.Value.TryGetProperty("hash", out var hash))
                hashes.Add(hash.GetString()!);
        }
    }
}
