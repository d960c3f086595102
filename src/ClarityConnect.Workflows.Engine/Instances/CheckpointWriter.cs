using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Instances;

/// <summary>
/// Writes a checkpoint. Activities are written by their path of ids, not by index, so that a checkpoint can be read with another version of
/// its definition.
/// </summary>
internal static class CheckpointWriter
{
    /// <summary>Larger inputs are left out of later journal rows rather than carried through every checkpoint.</summary>
    private const int InputLimit = 16 * 1024;

    public static (ReadOnlyMemory<byte> Checkpoint, List<Payload> Payloads) Write(InstanceState state, CompiledWorkflow workflow)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        var payloads = new List<Payload>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true, Encoder = WorkflowJson.Options.Encoder }))
        {
            json.WriteStartObject();
            json.WriteNumber("format", 1);
            if (state.Plugins.Count > 0)
            {
                json.WritePropertyName(PluginPins.Member);
                JsonSerializer.Serialize(json, state.Plugins, WorkflowJson.Options);
            }

            json.WriteString("status", state.Status.ToString());
            WriteText(json, "trigger", state.TriggerActivityId);
            WriteText(json, "startMessage", state.StartMessageId);
            if (state.Rerun is { } rerun)
            {
                json.WritePropertyName("rerun");
                JsonSerializer.Serialize(json, rerun, WorkflowJson.Options);
                json.WritePropertyName("occurrences");
                JsonSerializer.Serialize(json, state.Occurrences, WorkflowJson.Options);
            }

            if (state.Notice != ParentNotice.None)
                json.WriteString("notice", state.Notice.ToString());
            json.WriteNumber("lastExecution", state.LastExecution);
            json.WriteNumber("lastSequence", state.LastSequence);
            if (state.TriggerPayload is { } payload)
                WriteValue(json, "triggerPayload", payload, payloads);
            if (state.LastResult is { } result)
                WriteValue(json, "lastResult", result, payloads);
            WriteValues(json, "input", state.Input, payloads);
            WriteValues(json, "output", state.Output, payloads);
            WriteValues(json, "finalVariables", state.FinalVariables, payloads);
            WriteOutputs(json, state, payloads);
            WriteExecutions(json, state, workflow, payloads);
            json.WriteStartArray("queue");
            foreach (var number in state.Queue)
                json.WriteNumberValue(number);
            json.WriteEndArray();
            WriteList(json, "bookmarks", state.Bookmarks);
            WriteList(json, "incidents", state.Incidents);
            WriteList(json, "handled", state.HandledWorkItems);
            json.WriteEndObject();
        }

        return (buffer.WrittenMemory, payloads);
    }

    private static void WriteExecutions(Utf8JsonWriter json, InstanceState state, CompiledWorkflow workflow, List<Payload> payloads)
    {
        json.WriteStartArray("executions");
        foreach (var execution in state.Executions.Values)
        {
            json.WriteStartObject();
            json.WriteNumber("number", execution.Number);
            json.WriteString("node", workflow.Activities[execution.Node].NodeId);
            json.WriteNumber("parent", execution.Parent);
            WriteText(json, "tag", execution.Tag);
            json.WriteString("path", execution.Path);
            json.WriteString("status", execution.Status.ToString());
            json.WriteNumber("attempt", execution.Attempt);
            if (execution.ForgivenAttempts > 0)
                json.WriteNumber("forgiven", execution.ForgivenAttempts);
            json.WriteString("startedAt", execution.StartedAt);
            json.WriteNumber("startedSequence", execution.StartedSequence);
            if (execution.EffectStarted)
                json.WriteBoolean("effectStarted", true);
            if (execution.State.Count > 0)
            {
                json.WriteStartObject("state");
                foreach (var (key, value) in execution.State)
                {
                    json.WritePropertyName(key);
                    JsonSerializer.Serialize(json, value, WorkflowJson.Options);
                }

                json.WriteEndObject();
            }

            WriteValues(json, "variables", Stored(execution, workflow.Activities[execution.Node]), payloads);
            if (execution.Inputs is { } workflowInputs)
                WriteValues(json, "workflowInputs", workflowInputs, payloads, isKept: true);
            if (execution.OutputState is { } outputs)
                WriteValues(json, "outputs", outputs, payloads);
            WriteInputs(json, execution);
            if (execution.Log is { } log)
            {
                json.WritePropertyName("log");
                log.Write(json);
            }

            WriteList(json, "failures", execution.Failures);
            if (execution.Repetitions.Count > 0)
            {
                json.WriteStartObject("repetitions");
                foreach (var (node, count) in execution.Repetitions)
                {
                    json.WriteStartArray(workflow.Activities[node].NodeId);
                    json.WriteNumberValue(count);
                    json.WriteNumberValue(execution.LastRuns.GetValueOrDefault(node));
                    json.WriteEndArray();
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static Dictionary<string, StateValue> Stored(ActivityExecution execution, CompiledActivity activity) =>
        activity.HasVariablesInMemory
            ? execution.Variables.Where(variable => !activity.IsInMemory(variable.Key)).ToDictionary()
            : execution.Variables;

    /// <summary>
    /// Writes the inputs of an execution that waits, so that its journal row still has them when it ends in a later burst. One that runs again
    /// evaluates them again.
    /// </summary>
    private static void WriteInputs(Utf8JsonWriter json, ActivityExecution execution)
    {
        if (execution is not { Status: ExecutionStatus.Running, EffectStarted: false, InputState: { Count: > 0 } inputs }
            || inputs.Values.Sum(value => (long)JsonMarshal.GetRawUtf8Value(value).Length) > InputLimit)
        {
            return;
        }

        json.WriteStartObject("inputs");
        foreach (var (name, value) in inputs)
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void WriteOutputs(Utf8JsonWriter json, InstanceState state, List<Payload> payloads)
    {
        if (state.Outputs.Count == 0)
            return;
        json.WriteStartObject("outputs");
        foreach (var (activity, outputs) in state.Outputs)
            WriteValues(json, activity, outputs, payloads);
        json.WriteEndObject();
    }

    private static void WriteValues(
        Utf8JsonWriter json, string name, Dictionary<string, StateValue> values, List<Payload> payloads, bool isKept = false)
    {
        if (values.Count == 0 && !isKept)
            return;
        json.WriteStartObject(name);
        foreach (var (key, value) in values)
            WriteValue(json, key, value, payloads);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, string name, StateValue value, List<Payload> payloads)
    {
        if (value.ToPayload() is { } payload)
            payloads.Add(payload);
        json.WriteStartObject(name);
        if (value.Hash is { } hash)
        {
            json.WriteString("hash", hash);
            json.WriteNumber("length", value.Length);
        }
        else
        {
            json.WritePropertyName("value");
            value.Value.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void WriteList<T>(Utf8JsonWriter json, string name, IReadOnlyCollection<T> items)
    {
        if (items.Count == 0)
            return;
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, items, WorkflowJson.Options);
    }
}
