using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Testing.Conformance.Runs;

/// <summary>A fresh object of an activity class, with the values that the subject gives its inputs.</summary>
internal sealed class GivenInputs
{
    public const string Connection = "conformance";

    private readonly Dictionary<Input, JsonElement> values = [];

    public GivenInputs(ConnectorUnderTest subject, object inputs)
    {
        Activity = (Activity)Activator.CreateInstance(subject.Type)!;
        var properties = subject.Type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        foreach (var property in properties)
        {
            if (property.GetValue(Activity) is Input input)
                input.Name = property.Name;
            else if (property.GetValue(Activity) is Output output)
                output.Name = property.Name;
        }

        var given = JsonSerializer.SerializeToNode(inputs, WorkflowJson.Options) as JsonObject ?? [];
        if (properties.Any(property => property.Name == subject.ConnectionInput))
            given[subject.ConnectionInput] = Connection;
        foreach (var (name, value) in given)
        {
            var property = Array.Find(properties, property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw new ConformanceException($"{subject.Type.Name} has no input '{name}'.");
            if (property.GetValue(Activity) is Input input)
                values[input] = value.Deserialize<JsonElement>();
            else
                property.SetValue(Activity, value.Deserialize(property.PropertyType, WorkflowJson.Options));
        }
    }

    public Activity Activity { get; }

    public T? Get<T>(Input<T> input) => values.TryGetValue(input, out var value) ? ValueConversion.To<T>(value) : input.Default;
}
