using System.Text.Json;

namespace ClarityConnect.Workflows.Studio.Instances;

/// <summary>The ids of a definition's own variables by name.</summary>
internal static class VariableIds
{
    public static IReadOnlyDictionary<string, string> Of(string? document)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        if (document is null)
            return ids;
        using var json = JsonDocument.Parse(document, new JsonDocumentOptions { MaxDepth = 512 });
        if (!json.RootElement.TryGetProperty("variables", out var variables) || variables.ValueKind != JsonValueKind.Array)
            return ids;
        foreach (var variable in variables.EnumerateArray().Where(variable => variable.ValueKind == JsonValueKind.Object))
        {
            if (variable.TryGetProperty("name", out var name) && variable.TryGetProperty("id", out var id)
                && name.ValueKind == JsonValueKind.String && id.ValueKind == JsonValueKind.String)
                ids[name.GetString()!] = id.GetString()!;
        }

        return ids;
    }
}
