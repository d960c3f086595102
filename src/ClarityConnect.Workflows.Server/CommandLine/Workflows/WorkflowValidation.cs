using System.Text;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Server.CommandLine.Calls;

namespace ClarityConnect.Workflows.Server.CommandLine.Workflows;

/// <summary>Has the server check files without storing them.</summary>
internal static class WorkflowValidation
{
    public static async Task<IReadOnlyList<CommandReport>> RunAsync(WorkflowArguments arguments, ServerCalls server)
    {
        var reports = new List<CommandReport>();
        foreach (var path in WorkflowFiles.Find(arguments.Subjects, withArchives: false))
            reports.Add(await CheckAsync(path, server));
        return reports;
    }

    private static async Task<CommandReport> CheckAsync(string path, ServerCalls server)
    {
        using var content = new StringContent(await File.ReadAllTextAsync(path), Encoding.UTF8, "application/json");
        using var response = await server.PostAsync("api/v1/definitions/validate", content);
        if (!response.IsSuccessStatusCode || await ServerCalls.JsonAsync(response) is not { } answer)
            return new CommandReport("file", path, "Invalid", true, [await ServerCalls.ProblemAsync(response)]);
        var isValid = answer["isValid"]!.GetValue<bool>();
        var messages = answer["findings"]!.AsArray().Select(finding => $"{finding!["severity"]}: {finding["text"]}");
        return new CommandReport("file", path, isValid ? "Valid" : "Invalid", !isValid, [.. messages]) { Details = new JsonObject { ["findings"] = answer["findings"]!.DeepClone() } };
    }
}
