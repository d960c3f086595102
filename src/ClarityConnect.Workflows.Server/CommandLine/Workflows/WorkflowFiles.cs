using System.Text.Json;
using ClarityConnect.Workflows.Server.CommandLine.Calls;

namespace ClarityConnect.Workflows.Server.CommandLine.Workflows;

/// <summary>Finds the files of workflows that paths on the command line mean.</summary>
internal static class WorkflowFiles
{
    private static readonly JsonDocumentOptions Tolerant = new() { MaxDepth = 512, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Files as they are given; of folders all archives and those JSON files that hold a workflow, or cannot be read and so may have been meant to.</summary>
    /// <exception cref="UsageException">There is no such file or folder, or a folder has no workflows.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths, bool withArchives) => [.. paths.SelectMany(path => Of(path, withArchives)).Distinct()];

    private static IEnumerable<string> Of(string path, bool withArchives)
    {
        if (File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            throw new UsageException($"There is no file or folder '{path}'.");
        var files = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where(file => IsWorkflow(file, withArchives)).ToList();
        return files.Count > 0 ? files : throw new UsageException($"The folder '{path}' has no workflows.");
    }

    private static bool IsWorkflow(string file, bool withArchives)
    {
        if (file.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            return withArchives;
        if (!file.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            return false;
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file), Tolerant);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("root", out var root) && root.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return true;
        }
    }
}
