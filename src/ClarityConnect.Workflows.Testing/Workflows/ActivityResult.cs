using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Testing.Workflows;

/// <summary>What came of an activity that was run alone.</summary>
/// <param name="Run">The run.</param>
/// <param name="Outcomes">The ports by which the activity was left; empty if it failed or waits.</param>
/// <param name="Outputs">Its outputs by name, as later steps read them.</param>
/// <param name="Failure">Why no further attempt is made; null if it did not fail.</param>
/// <param name="FailureKind">The kind of that failure; null if it did not fail.</param>
public sealed record ActivityResult(
    WorkflowRun Run, IReadOnlyList<string> Outcomes, IReadOnlyDictionary<string, JsonElement> Outputs, string? Failure, FailureKind? FailureKind)
{
    /// <summary>Reads an output.</summary>
    /// <typeparam name="T">The type wanted.</typeparam>
    /// <param name="name">The output's name, such as "Result".</param>
    /// <returns>The value; the default of <typeparamref name="T"/> where the activity did not set it.</returns>
    public T? Output<T>(string name) => Outputs.TryGetValue(name, out var value) ? ValueConversion.To<T>(value) : default;
}
