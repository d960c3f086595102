using System.Text.Json;
using ClarityConnect.Workflows.Engine.Journal;

namespace ClarityConnect.Workflows.Studio.Instances;

/// <summary>The inputs, outputs, outcomes and failure that the journal keeps of an execution.</summary>
internal sealed class ExecutionDetailsView
{
    private static readonly Dictionary<string, JsonElement> Nothing = [];

    private ExecutionDetailsView(JsonElement? json)
    {
        State = Members(json, "state");
        Outputs = Members(json, "outputs");
        Outcomes = json is { } details && details.TryGetProperty("outcomes", out var outcomes) ? [.. outcomes.EnumerateArray().Select(outcome => outcome.GetString()!)] : [];
        Attempts = json is { } tried && tried.TryGetProperty("attempts", out var attempts) ? attempts.GetInt32() : 1;
        Exception = json is { } failed && failed.TryGetProperty("exception", out var exception) ? FailureView.Of(exception) : null;
    }

    public IReadOnlyDictionary<string, JsonElement> State { get; }

    public IReadOnlyDictionary<string, JsonElement> Outputs { get; }

    public IReadOnlyList<string> Outcomes { get; }

    public int Attempts { get; }

    public object? Exception { get; }

    public static ExecutionDetailsView Of(ActivityExecutionRow? execution)
    {
        if (execution?.Details is not { IsEmpty: false } bytes)
            return new ExecutionDetailsView(null);
        using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 1024 });
        return new ExecutionDetailsView(document.RootElement.Clone());
    }

    private static Dictionary<string, JsonElement> Members(JsonElement? json, string name) =>
        json is { } details && details.TryGetProperty(name, out var members) && members.ValueKind == JsonValueKind.Object
            ? members.EnumerateObject().ToDictionary(member => member.Name, member => member.Value)
            : Nothing;
}
