using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Execution;

/// <summary>Writes what the journal keeps of an execution: inputs, outputs, outcomes and failure, masked, large values cut with a note that says so.</summary>
internal static class ExecutionDetails
{
    /// <summary>What stands in place of a sensitive input.</summary>
    public static readonly JsonElement Masked = WorkflowJson.ToElement(Secret.Mask);

    private const int InputLimit = 32 * 1024;

    public static ReadOnlyMemory<byte> Write(ActivityExecution execution, LogPersistence log, IReadOnlyList<string> outcomes, FailureDetails? failure)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true, Encoder = WorkflowJson.Options.Encoder }))
        {
            json.WriteStartObject();
            if (execution.InputState is { Count: > 0 } inputs && inputs.Keys.Any(log.KeepsInput))
            {
                json.WriteStartObject("state");
                foreach (var (name, value) in inputs)
                {
                    if (log.KeepsInput(name))
                        Write(json, name, value, InputLimit);
                }

                json.WriteEndObject();
            }

            if (execution.OutputState is { Count: > 0 } outputs)
            {
                json.WriteStartObject("outputs");
                foreach (var (name, value) in outputs)
                {
                    if (!log.KeepsOutput(name))
                        continue;
                    if (value.Hash is not { } hash)
                        Write(json, name, value.Value, StateValue.DefaultInlineLimit);
                    else
                        WriteCut(json, name, value.Length, hash, value.IsLoaded ? Beginning(value.Value) : "");
                }

                json.WriteEndObject();
            }

            if (outcomes.Count > 0)
            {
                json.WriteStartArray("outcomes");
                foreach (var outcome in outcomes)
                    json.WriteStringValue(outcome);
                json.WriteEndArray();
            }

            if (execution.Attempt > 1)
                json.WriteNumber("attempts", execution.Attempt);
            if (failure is not null)
            {
                json.WritePropertyName("exception");
                JsonSerializer.Serialize(json, failure, WorkflowJson.Options);
            }

            json.WriteEndObject();
        }

        return CardDataMasker.Mask(buffer.WrittenMemory);
    }

    private static void Write(Utf8JsonWriter json, string name, JsonElement value, int limit)
    {
        var length = JsonMarshal.GetRawUtf8Value(value).Length;
        if (length > limit)
        {
            WriteCut(json, name, length, null, Beginning(value));
            return;
        }

        json.WritePropertyName(name);
        value.WriteTo(json);
    }

    private static string Beginning(JsonElement value)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        return Encoding.UTF8.GetString(raw[..Math.Min(raw.Length, 512)]);
    }

    private static void WriteCut(Utf8JsonWriter json, string name, int length, string? hash, string beginning)
    {
        json.WriteStartObject(name);
        json.WriteString("$cut", $"The value has {length} bytes; the journal keeps its beginning.");
        json.WriteString("beginning", beginning);
        if (hash is not null)
            json.WriteString("hash", hash);
        json.WriteEndObject();
    }
}
