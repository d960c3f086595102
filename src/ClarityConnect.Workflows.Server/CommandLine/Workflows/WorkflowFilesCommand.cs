using ClarityConnect.Workflows.Server.CommandLine.Calls;
using ClarityConnect.Workflows.Studio.Access;

namespace ClarityConnect.Workflows.Server.CommandLine.Workflows;

/// <summary>
/// Moves workflows between files and a running server: <c>workflow import PATH...</c>, <c>workflow export ID...</c>, <c>workflow validate PATH...</c>.
/// </summary>
internal static class WorkflowFilesCommand
{
    public static IReadOnlyList<string> Verbs { get; } = ["import", "export", "validate"];

    /// <returns>0 if all went well, 1 if a workflow was refused or has errors, 2 for wrong arguments, 3 if the server could not be asked.</returns>
    public static Task<int> RunAsync(string verb, string[] options, TextWriter output) => CommandRun.RunAsync(
        async () =>
        {
            var arguments = WorkflowArguments.Parse(options, verb == "export" ? "definition id" : "file or folder");
            using var server = new ServerCalls(arguments.Common, verb == "export" ? AccessPolicy.Viewer : AccessPolicy.Designer);
            var reports = verb switch
            {
                "import" => await WorkflowImport.RunAsync(arguments, server),
                "export" => await WorkflowExport.RunAsync(arguments, server),
                _ => await WorkflowValidation.RunAsync(arguments, server),
            };
            return (reports, arguments.Common.IsJson);
        },
        output);
}
