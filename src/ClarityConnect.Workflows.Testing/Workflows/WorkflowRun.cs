using System.Text.Json;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;

namespace ClarityConnect.Workflows.Testing.Workflows;

/// <summary>What an instance did.</summary>
/// <param name="Instance">Its columns.</param>
/// <param name="Checkpoint">Its last checkpoint.</param>
/// <param name="Executions">Its executions, in the order in which they began.</param>
public sealed record WorkflowRun(InstanceRow Instance, JsonElement Checkpoint, IReadOnlyList<ActivityExecutionRow> Executions)
{
    /// <summary>The texts of all WriteLine activities, in order.</summary>
    public IReadOnlyList<string> Lines =>
        [.. Executions.Where(execution => execution is { ActivityType: "Elsa.WriteLine", Status: "Completed" })
            .OrderBy(execution => execution.StartedSequence)
            .Select(execution => Detail(execution, "state") is { } state && state.TryGetProperty("Text", out var text) ? Text(text) : "")];

    /// <summary>A workflow output; null if it was not set.</summary>
    /// <param name="name">The output's name.</param>
    public JsonElement? Output(string name) => Value("output", name);

    /// <summary>A workflow variable at the end; null if there is none.</summary>
    /// <param name="name">The variable's name.</param>
    public JsonElement? Variable(string name) => Value("finalVariables", name);

    /// <summary>A part of what the journal keeps of an execution: "state", "outputs", "outcomes" or "exception".</summary>
    /// <param name="execution">The execution.</param>
    /// <param name="part">The part.</param>
    public static JsonElement? Detail(ActivityExecutionRow execution, string part)
    {
        if (execution.Details is not { } details)
            return null;
        using var json = JsonDocument.Parse(details);
        return json.RootElement.TryGetProperty(part, out var value) ? value.Clone() : null;
    }

    private JsonElement? Value(string group, string name) =>
        Checkpoint.TryGetProperty(group, out var values) && values.TryGetProperty(name, out var entry) && entry.TryGetProperty("value", out var value)
            ? value
            : null;

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : Sdk.Values.ValueConversion.ToText(value);
}
