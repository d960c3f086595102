using System.Text.Json;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Console.Runs;

/// <summary>What the journal keeps of an execution: its inputs, outputs, outcomes and failure, masked before they were stored.</summary>
internal sealed record ExecutionContent(
    IReadOnlyList<(string Name, JsonElement Value)> Inputs,
    IReadOnlyList<(string Name, JsonElement Value)> Outputs,
    IReadOnlyList<string> Outcomes,
    FailureDetails? Failure)
{
    private static readonly ExecutionContent Nothing = new([], [], [], null);

    public bool IsEmpty => Inputs.Count == 0 && Outputs.Count == 0 && Failure is null;

    public static ExecutionContent Read(ReadOnlyMemory<byte>? details)
    {
        if (details is not { Length: > 0 } json)
            return Nothing;
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 1024 });
        var root = document.RootElement;
        return new ExecutionContent(
            Values(root, "state"),
            Values(root, "outputs"),
            root.TryGetProperty("outcomes", out var outcomes) ? [.. outcomes.EnumerateArray().Select(outcome => outcome.GetString() ?? "")] : [],
            root.TryGetProperty("exception", out var failure) ? failure.Deserialize<FailureDetails>(WorkflowJson.Options) : null);
    }

    private static List<(string, JsonElement)> Values(JsonElement root, string name) =>
        root.TryGetProperty(name, out var values) && values.ValueKind == JsonValueKind.Object
            ? [.. values.EnumerateObject().Select(value => (value.Name, value.Value.Clone()))]
            : [];
}
