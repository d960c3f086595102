using System.Text;
using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Server.CommandLine.Workflows;

/// <summary>Has the server check files without storing them.</summary>
internal static class WorkflowValidation
{
    public static async Task<FilesReport> RunAsync(WorkflowArguments arguments, ServerCalls server)
    {
        var reports = new List<FileReport>();
        foreach (var path in WorkflowFiles.Find(arguments.Subjects, withArchives: false))
            reports.Add(await CheckAsync(path, server));
        return new FilesReport(reports);
    }

    private static async Task<FileReport> CheckAsync(string path, ServerCalls server)
    {
        using var content = new StringContent(await File.ReadAllTextAsync(path), Encoding.UTF8, "application/json");
        using var response = await server.PostAsync("api/v1/definitions/validate", content);
        if (!response.IsSuccessStatusCode || await ServerCalls.JsonAsync(response) is not { } answer)
            return new FileReport(path, "Invalid", true, [await ServerCalls.ProblemAsync(response)]);
        var isValid = answer["isValid"]!.GetValue<bool>();
        var messages = answer["findings"]!.AsArray().Select(finding => $"{finding!["severity"]}: {finding["text"]}");
        return new FileReport(path, isValid ? "Valid" : "Invalid", !isValid, [.. messages]) { Details = new JsonObject { ["findings"] = answer["findings"]!.DeepClone() } };
    }
}
