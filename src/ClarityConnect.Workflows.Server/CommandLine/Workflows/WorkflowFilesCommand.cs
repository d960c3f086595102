using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Server.CommandLine.Workflows;

/// <summary>
/// Moves workflows between files and a running server: <c>workflow import PATH...</c>, <c>workflow export ID...</c>, <c>workflow validate PATH...</c>.
/// </summary>
internal static class WorkflowFilesCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<string> Verbs { get; } = ["import", "export", "validate"];

    /// <returns>0 if all went well, 1 if a workflow was refused or has errors, 2 for wrong arguments, 3 if the server could not be asked.</returns>
    public static async Task<int> RunAsync(string verb, string[] options, TextWriter output)
    {
        try
        {
            var arguments = WorkflowArguments.Parse(options, verb == "export" ? "definition id" : "file or folder");
            using var server = new ServerCalls(arguments);
            var report = verb switch
            {
                "import" => await WorkflowImport.RunAsync(arguments, server),
                "export" => await WorkflowExport.RunAsync(arguments, server),
                _ => await WorkflowValidation.RunAsync(arguments, server),
            };
            await WriteAsync(report, arguments.IsJson, output);
            return report.HasFailed ? 1 : 0;
        }
        catch (UsageException exception)
        {
            await output.WriteLineAsync(exception.Message);
            return 2;
        }
        catch (ServerUnavailableException exception)
        {
            await output.WriteLineAsync(exception.Message);
            return 3;
        }
    }

    private static async Task WriteAsync(FilesReport report, bool isJson, TextWriter output)
    {
        if (isJson)
        {
            await output.WriteLineAsync(new JsonArray([.. report.Files.Select(file => file.ToJson())]).ToJsonString(Indented));
            return;
        }

        foreach (var file in report.Files)
        {
            await output.WriteLineAsync($"{file.Outcome,-12} {file.File}");
            foreach (var message in file.Messages)
                await output.WriteLineAsync($"             {message}");
        }
    }
}
