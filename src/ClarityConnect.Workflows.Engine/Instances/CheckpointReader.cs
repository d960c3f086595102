using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Engine.Recovery;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Instances;

/// <summary>Reads what <see cref="CheckpointWriter"/> wrote.</summary>
internal static class CheckpointReader
{
    /// <summary>1 MiB: longer JSON is read where it is instead of being copied.</summary>
    private const int CopyLimit = 1024 * 1024;

    /// <exception cref="DefinitionInvalidException">The definition no longer has an activity that is running.</exception>
    public static InstanceState Read(InstanceRow row, int burstNumber, ReadOnlyMemory<byte> checkpoint, CompiledWorkflow workflow)
    {
        var json = Parse(checkpoint);
        var state = InstanceState.Begin(row);
        state.BurstNumber = burstNumber;
        state.Plugins = PluginPins.Of(checkpoint);
        // The row of a faulted instance that was brought back says that it runs again; the checkpoint says what it was.
        state.Status = Enum.Parse<InstanceStatus>(json.GetProperty("status").GetString()!);
        state.Notice = Enum.TryParse<ParentNotice>(JsonMembers.Text(json, "notice"), out var notice) ? notice : ParentNotice.None;
        state.TriggerActivityId = JsonMembers.Text(json, "trigger");
        state.StartMessageId = JsonMembers.Text(json, "startMessage");
        if (json.TryGetProperty("rerun", out var rerun))
        {
            state.Rerun = rerun.Deserialize<Rerun>(WorkflowJson.Options);
            foreach (var entry in json.GetProperty("occurrences").EnumerateObject())
                state.Occurrences[entry.Name] = entry.Value.GetInt32();
        }

        state.LastExecution = json.GetProperty("lastExecution").GetInt32();
        state.LastSequence = json.GetProperty("lastSequence").GetInt64();
        if (json.TryGetProperty("triggerPayload", out var payload))
            state.TriggerPayload = ReadValue(payload);
        if (json.TryGetProperty("lastResult", out var result))
            state.LastResult = ReadValue(result);
        ReadValues(json, "input", state.Input);
        ReadValues(json, "output", state.Output);
        ReadValues(json, "finalVariables", state.FinalVariables);
        if (json.TryGetProperty("outputs", out var outputs))
        {
            foreach (var activity in outputs.EnumerateObject())
            {
                var values = new Dictionary<string, StateValue>();
                foreach (var output in activity.Value.EnumerateObject())
                    values[output.Name] = ReadValue(output.Value);
                state.Outputs[activity.Name] = values;
            }
        }

        var nodes = workflow.Activities.ToDictionary(activity => activity.NodeId, activity => activity.Index, StringComparer.Ordinal);
        foreach (var execution in json.GetProperty("executions").EnumerateArray())
            Add(state, ReadExecution(execution, nodes, workflow));
        foreach (var number in json.GetProperty("queue").EnumerateArray())
            state.Queue.AddLast(number.GetInt32());
        state.Bookmarks.AddRange(ReadList<BookmarkState>(json, "bookmarks"));
        state.Incidents.AddRange(ReadList<Incident>(json, "incidents"));
        state.HandledWorkItems.UnionWith(ReadList<string>(json, "handled"));
        return state;
    }

    /// <summary>The state of a claimed instance, which has a checkpoint unless it has not begun.</summary>
    public static InstanceState Read(ClaimedInstance claim, CompiledWorkflow workflow) =>
        claim.Checkpoint is { } checkpoint ? Read(claim.Instance, claim.BurstNumber, checkpoint, workflow) : InstanceState.Begin(claim.Instance);

    /// <param name="json">The JSON; it must not change any more.</param>
    public static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 1024 });
        // A document that is not disposed of keeps its buffers from the pool; a clone copies the text.
        if (json.Length > CopyLimit)
            return document.RootElement;
        using (document)
            return document.RootElement.Clone();
    }

    private static void Add(InstanceState state, ActivityExecution execution) => state.Add(execution);

    private static ActivityExecution ReadExecution(JsonElement json, Dictionary<string, int> nodes, CompiledWorkflow workflow)
    {
        var nodeId = json.GetProperty("node").GetString()!;
        if (!nodes.TryGetValue(nodeId, out var node))
            throw new DefinitionInvalidException($"Version {workflow.Version} of workflow '{workflow.DisplayName}' has no activity at '{nodeId}', which this instance is running.");
        var execution = new ActivityExecution
        {
            Number = json.GetProperty("number").GetInt32(),
            Node = node,
            Parent = json.GetProperty("parent").GetInt32(),
            Tag = JsonMembers.Text(json, "tag"),
            Path = json.GetProperty("path").GetString()!,
            Status = Enum.Parse<ExecutionStatus>(json.GetProperty("status").GetString()!),
            Attempt = json.GetProperty("attempt").GetInt32(),
            ForgivenAttempts = JsonMembers.Number(json, "forgiven") ?? 0,
            StartedAt = json.GetProperty("startedAt").GetDateTimeOffset(),
            StartedSequence = json.GetProperty("startedSequence").GetInt64(),
            EffectStarted = json.TryGetProperty("effectStarted", out _),
        };
        if (json.TryGetProperty("state", out var stored))
        {
            foreach (var entry in stored.EnumerateObject())
                execution.State[entry.Name] = entry.Value;
        }

        if (json.TryGetProperty("log", out var log))
            execution.Log = LogPersistence.Decided(log);
        if (json.TryGetProperty("inputs", out var inputs))
            execution.InputState = inputs.EnumerateObject().ToDictionary(input => input.Name, input => input.Value);
        ReadValues(json, "variables", execution.Variables);
        foreach (var variable in workflow.Activities[node].Variables.Where(variable => variable.IsInMemory))
            execution.Variables.TryAdd(variable.Name, new StateValue(variable.Default));
        if (json.TryGetProperty("workflowInputs", out _))
            ReadValues(json, "workflowInputs", execution.Inputs = new Dictionary<string, StateValue>(StringComparer.OrdinalIgnoreCase));
        if (json.TryGetProperty("outputs", out _))
            ReadValues(json, "outputs", execution.OutputState = []);
        execution.Failures.AddRange(ReadList<FailureDetails>(json, "failures"));
        if (json.TryGetProperty("repetitions", out var repetitions))
        {
            foreach (var entry in repetitions.EnumerateObject())
            {
                if (!nodes.TryGetValue(entry.Name, out var child))
                    continue;
                execution.Repetitions[child] = entry.Value[0].GetInt32();
                execution.LastRuns[child] = entry.Value[1].GetInt32();
            }
        }

        return execution;
    }

    private static void ReadValues(JsonElement json, string name, Dictionary<string, StateValue> into)
    {
        if (!json.TryGetProperty(name, out var values))
            return;
        foreach (var entry in values.EnumerateObject())
            into[entry.Name] = ReadValue(entry.Value);
    }

    private static StateValue ReadValue(JsonElement json) =>
        json.TryGetProperty("hash", out var hash)
            ? StateValue.Reference(hash.GetString()!, json.GetProperty("length").GetInt32())
            : new StateValue(json.GetProperty("value"));

    private static List<T> ReadList<T>(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) ? list.Deserialize<List<T>>(WorkflowJson.Options)! : [];
}
