using System.Buffers;
using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Engine.Scripting;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Expressions;

/// <summary>
/// Writes what scripts may see of an instance. Only values whose name occurs in the scripts are written, unless a script reads by a computed name:
/// a batch of thousands of transactions is not copied for a script that does not look at it.
/// </summary>
internal sealed class ArgumentWriter(InstanceState state, CompiledWorkflow workflow, PayloadLoader loader, TimeProvider time)
{
    public async ValueTask<ReadOnlyMemory<byte>> WriteAsync(
        ActivityExecution execution,
        IReadOnlyList<Script> scripts,
        IReadOnlyDictionary<string, JsonElement>? arguments,
        CancellationToken cancellationToken)
    {
        var variables = Select(VariableScopes.Visible(state, execution), scripts, ReadsAnyVariable);
        var inputs = Select(state.InputsOf(execution), scripts, ReadsAnyInput);
        var outputs = SelectOutputs(scripts);
        var needed = variables.Values.Concat(inputs.Values).Concat(outputs.SelectMany(activity => activity.Values.Values));
        if (state.LastResult is { } lastResult)
            needed = needed.Append(lastResult);
        await loader.LoadAsync(needed, cancellationToken);

        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true, Encoder = WorkflowJson.Options.Encoder }))
        {
            json.WriteStartObject();
            WriteValues(json, "variables", variables);
            WriteValues(json, "inputs", inputs);
            json.WriteStartObject("outputs");
            foreach (var (activity, values) in outputs)
                WriteValues(json, activity.Name, values);
            json.WriteEndObject();
            json.WriteStartObject("outputsById");
            foreach (var (activity, _) in outputs)
                json.WriteString(activity.Id, activity.Name);
            json.WriteEndObject();
            if (state.LastResult is { } last)
            {
                json.WritePropertyName("lastResult");
                last.Value.WriteTo(json);
            }

            json.WriteStartObject("workflow");
            json.WriteString("definitionId", workflow.DefinitionId);
            json.WriteString("definitionVersionId", workflow.VersionId);
            json.WriteNumber("definitionVersion", workflow.Version);
            json.WriteString("instanceId", state.Id);
            json.WriteString("instanceName", state.Name);
            json.WriteString("correlationId", state.CorrelationId);
            json.WriteEndObject();
            json.WriteStartObject("args");
            foreach (var (name, value) in arguments ?? new Dictionary<string, JsonElement>())
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }

            json.WriteEndObject();
            json.WriteString("seed", $"{state.Id}/{execution.Path}");
            json.WriteNumber("now", time.GetUtcNow().ToUnixTimeMilliseconds());
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private List<(CompiledActivity Activity, Dictionary<string, StateValue> Values)> SelectOutputs(IReadOnlyList<Script> scripts)
    {
        var selected = new List<(CompiledActivity, Dictionary<string, StateValue>)>();
        if (state.Outputs.Count == 0)
            return selected;
        foreach (var (activityId, values) in state.Outputs)
        {
            if (workflow.Find(activityId) is not { } activity)
                continue;
            var readers = scripts.Where(script => ScriptReads.OutputOf(script.Source, activity)).ToList();
            if (readers.Count > 0)
                selected.Add((activity, values.Where(value => readers.Exists(script => ScriptReads.Output(script.Source, value.Key))).ToDictionary()));
        }

        return selected;
    }

    private static IReadOnlyDictionary<string, StateValue> Select(
        IReadOnlyDictionary<string, StateValue> values,
        IReadOnlyList<Script> scripts,
        Func<string, bool> readsAny)
    {
        if (values.Count == 0 || scripts.Any(script => readsAny(script.Source)))
            return values;
        return values.Where(value => scripts.Any(script => script.Source.Contains(value.Key, StringComparison.OrdinalIgnoreCase)))
            .ToDictionary(value => value.Key, value => value.Value, StringComparer.Ordinal);
    }

    private static bool ReadsAnyVariable(string source) => ScriptReads.ByComputedName(source, "getVariable") || UsesWholeObject(source, "variables");

    private static bool ReadsAnyInput(string source) => ScriptReads.ByComputedName(source, "getInput");

    private static bool UsesWholeObject(string source, string name)
    {
        for (var at = source.IndexOf(name, StringComparison.Ordinal); at >= 0; at = source.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            var rest = source.AsSpan(at + name.Length).TrimStart();
            if (rest.StartsWith("?."))
                rest = rest[1..];
            if (rest is not ['.', _, ..])
                return true;
        }

        return false;
    }

    private static void WriteValues(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, StateValue> values)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in values)
        {
            json.WritePropertyName(key);
            value.Value.WriteTo(json);
        }

        json.WriteEndObject();
    }
}
