using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Activities;

/// <summary>Says as JSON Schema what the values of outputs look like to later steps.</summary>
public static class OutputSchemas
{
    private static readonly JsonSchemaExporterOptions Exporter = new() { TreatNullObliviousAsNonNullable = true };

    /// <summary>The schema of an output: what its author gave, else what its type says.</summary>
    /// <param name="output">The output.</param>
    /// <returns>A JSON Schema; the schema that takes everything where neither says anything.</returns>
    public static JsonNode Of(OutputDescriptor output)
    {
        if (output.GivenSchema is { } given)
            return JsonSerializer.SerializeToNode(given)!;
        // Numbers are read from text, but never written as text. And options that differ from those of everybody are forgotten with what they know of a plugin's types.
        var options = new JsonSerializerOptions(WorkflowJson.Options) { NumberHandling = JsonNumberHandling.Strict };
        return options.GetJsonSchemaAsNode(output.ValueType, Exporter);
    }

    /// <exception cref="InvalidOperationException">It is no JSON object.</exception>
    internal static JsonElement Read(PropertyInfo property, string schema)
    {
        try
        {
            using var json = JsonDocument.Parse(schema);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                return json.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException($"The schema of the output '{property.Name}' of {property.DeclaringType} cannot be read: {exception.Message} Write it as a JSON object.", exception);
        }

        throw new InvalidOperationException($"The schema of the output '{property.Name}' of {property.DeclaringType} is no JSON object. Write it as one, such as {{ \"type\": \"string\" }}.");
    }
}
