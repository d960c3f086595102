using System.Text.Json;
using ClarityConnect.Workflows.Connectors;
using ClarityConnect.Workflows.Engine.Cases;
using ClarityConnect.Workflows.Server.Simulation;
using ClarityConnect.Workflows.Testing.Cases;

namespace ClarityConnect.Workflows.Server.CommandLine;

/// <summary>Runs the test cases of workflows: <c>workflow test FOLDER... [--json]</c>. A folder holds a workflow.json, or folders that do.</summary>
internal static class WorkflowTestCommand
{
    /// <returns>0 if every case passed, 1 if one failed, 2 if there was none.</returns>
    public static async Task<int> RunAsync(string[] options, TextWriter output)
    {
        var isJson = options.Contains("--json");
        var results = new List<(string Folder, CaseResult Result)>();
        foreach (var folder in options.Where(option => !option.StartsWith('-')).SelectMany(Workflows))
        {
            foreach (var result in await new CaseRunner(ConnectorCatalog.Activities, ConnectorCatalog.ConnectionTypes, CaseSimulation.StartAsync).RunFolderAsync(folder, CancellationToken.None))
                results.Add((Path.GetFileName(folder), result));
        }

        await (isJson ? WriteJsonAsync(results, output) : WriteAsync(results, output));
        return results.Count == 0 ? 2 : results.TrueForAll(result => result.Result.HasPassed) ? 0 : 1;
    }

    private static IEnumerable<string> Workflows(string folder) => File.Exists(Path.Combine(folder, "workflow.json"))
        ? [Path.GetFullPath(folder)]
        : Directory.EnumerateDirectories(folder).Where(inner => File.Exists(Path.Combine(inner, "workflow.json"))).Order(StringComparer.Ordinal).Select(Path.GetFullPath);

    private static async Task WriteAsync(List<(string Folder, CaseResult Result)> results, TextWriter output)
    {
        foreach (var (folder, result) in results)
        {
            await output.WriteLineAsync($"{(result.HasPassed ? "passed" : "FAILED")}  {folder}: {result.Name}");
            foreach (var problem in result.Problems)
                await output.WriteLineAsync($"        {problem}");
        }

        await output.WriteLineAsync(results.Count == 0
            ? "There are no cases. Put JSON files into the folder 'cases' beside a workflow.json."
            : $"{results.Count(result => result.Result.HasPassed)} passed, {results.Count(result => !result.Result.HasPassed)} failed");
    }

    private static Task WriteJsonAsync(List<(string Folder, CaseResult Result)> results, TextWriter output) => output.WriteLineAsync(JsonSerializer.Serialize(
        results.Select(result => new { workflow = result.Folder, name = result.Result.Name, passed = result.Result.HasPassed, problems = result.Result.Problems }),
        CaseJson.Options));
}
