using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Tests;

/// <summary>The values that a test gives a trigger; what is not among them has its default.</summary>
internal sealed class GivenInputs(IEnumerable<(Input Input, object? Value)> values)
{
    private readonly Dictionary<Input, object?> byInput = values.ToDictionary(one => one.Input, one => one.Value);

    public T? Get<T>(Input<T> input) => byInput.TryGetValue(input, out var value) ? ValueConversion.To<T>(WorkflowJson.ToElement(value)) : input.Default;
}
