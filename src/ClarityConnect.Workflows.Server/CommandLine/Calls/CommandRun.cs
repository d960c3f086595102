using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Server.CommandLine.Calls;

/// <summary>Runs a command, writes its reports, and turns how it ended into the exit code.</summary>
internal static class CommandRun
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="command">Gives the reports, and whether they are to be written as JSON.</param>
    /// <param name="output">Where they go.</param>
    /// <returns>0 if all went well, 1 if one of the reports is of a failure, 2 for wrong arguments, 3 if the server could not be asked.</returns>
    public static async Task<int> RunAsync(Func<Task<(IReadOnlyList<CommandReport> Reports, bool IsJson)>> command, TextWriter output)
    {
        try
        {
            var (reports, isJson) = await command();
            await (isJson ? WriteJsonAsync(reports, output) : WriteAsync(reports, output));
            return reports.Any(report => report.HasFailed) ? 1 : 0;
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

    private static Task WriteJsonAsync(IReadOnlyList<CommandReport> reports, TextWriter output) =>
        output.WriteLineAsync(new JsonArray([.. reports.Select(report => report.ToJson())]).ToJsonString(Indented));

    private static async Task WriteAsync(IReadOnlyList<CommandReport> reports, TextWriter output)
    {
        foreach (var report in reports)
        {
            await output.WriteLineAsync($"{report.Outcome,-12} {report.Subject}");
            foreach (var message in report.Messages)
                await output.WriteLineAsync($"             {message}");
        }
    }
}
