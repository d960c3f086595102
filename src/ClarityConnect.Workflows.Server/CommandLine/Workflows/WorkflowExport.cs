using ClarityConnect.Workflows.Server.CommandLine.Calls;

namespace ClarityConnect.Workflows.Server.CommandLine.Workflows;

/// <summary>Exports definitions into a folder: each as a file, or as an archive with what it needs.</summary>
internal static class WorkflowExport
{
    public static async Task<IReadOnlyList<CommandReport>> RunAsync(WorkflowArguments arguments, ServerCalls server)
    {
        Directory.CreateDirectory(arguments.Output);
        var reports = new List<CommandReport>();
        foreach (var id in arguments.Subjects)
            reports.Add(await ExportAsync(id, arguments, server));
        return reports;
    }

    private static async Task<CommandReport> ExportAsync(string id, WorkflowArguments arguments, ServerCalls server)
    {
        var query = $"versionOptions={Uri.EscapeDataString(arguments.Version)}&includeDependencies={arguments.WithDependencies}&includeConsumingWorkflows={arguments.WithConsumers}";
        using var response = await server.GetAsync($"elsa/api/workflow-definitions/{Uri.EscapeDataString(id)}/export?{query}");
        if (!response.IsSuccessStatusCode)
            return new CommandReport("file", id, "Refused", true, [await ServerCalls.ProblemAsync(response)]);
        var isArchive = response.Content.Headers.ContentType?.MediaType == "application/zip";
        var name = isArchive ? $"{id}.zip" : response.Content.Headers.ContentDisposition?.FileName?.Trim('"') ?? $"{id}.json";
        var path = Path.Combine(arguments.Output, Path.GetFileName(name));
        await File.WriteAllBytesAsync(path, await response.Content.ReadAsByteArrayAsync());
        return new CommandReport("file", path, "Exported", false, []);
    }
}
