using System.Text;
using ClarityConnect.Workflows.OpenApi.Code;

namespace ClarityConnect.Workflows.OpenApi.Schemas;

/// <summary>Writes the record of a schema.</summary>
internal static class RecordWriter
{
    /// <param name="plan">The record.</param>
    /// <param name="ns">The plugin's namespace.</param>
    public static string Write(RecordPlan plan, string ns)
    {
        var text = new StringBuilder();
        text.Append("using System;\nusing System.Collections.Generic;\nusing System.Text.Json;\nusing System.Text.Json.Serialization;\n\n");
        text.Append($"namespace {ns}.Data;\n\n");
        text.Append($"/// <summary>{CodeText.Comment(plan.Description.Length > 0 ? plan.Description : $"{Names.InWords(plan.Name)}.")}</summary>\n");
        text.Append($"public sealed record {plan.Name}\n{{\n");
        foreach (var property in plan.Properties)
        {
            text.Append($"    /// <summary>{CodeText.Comment(property.Description.Length > 0 ? property.Description : $"{Names.InWords(property.JsonName)}.")}</summary>\n");
            text.Append($"    [JsonPropertyName({CodeText.Literal(property.JsonName)})]\n");
            text.Append($"    public {property.Type}? {property.Name} {{ get; init; }}\n\n");
        }

        text.Append("    /// <summary>What the API has beyond its description.</summary>\n");
        text.Append("    [JsonExtensionData]\n    public Dictionary<string, JsonElement>? Others { get; init; }\n}\n");
        return text.ToString();
    }
}
