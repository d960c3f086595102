using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Server.CommandLine.Calls;

namespace ClarityConnect.Workflows.Server.CommandLine.Workflows;

/// <summary>Imports files, folders and archives, as drafts unless they are to be published.</summary>
internal static class WorkflowImport
{
    public static async Task<IReadOnlyList<CommandReport>> RunAsync(WorkflowArguments arguments, ServerCalls server)
    {
        using var form = new MultipartFormDataContent();
        foreach (var path in WorkflowFiles.Find(arguments.Subjects, withArchives: true))
            form.Add(new ByteArrayContent(await File.ReadAllBytesAsync(path)), "files", path);
        using var response = await server.PostAsync($"elsa/api/workflow-definitions/import-files?publish={arguments.Publishes}", form);
        var answer = await ServerCalls.JsonAsync(response);
        return answer?["files"] is JsonArray files
            ? [.. files.OfType<JsonObject>().Select(Report)]
            : [new CommandReport("file", string.Join(", ", arguments.Subjects), "Refused", true, [await ServerCalls.ProblemAsync(response)])];
    }

    private static CommandReport Report(JsonObject file)
    {
        var outcome = file["outcome"]!.ToString();
        return new CommandReport("file", file["file"]!.ToString(), outcome, outcome == "Refused", [.. file["messages"]!.AsArray().Select(message => message!.ToString())]) { Details = file };
    }
}
