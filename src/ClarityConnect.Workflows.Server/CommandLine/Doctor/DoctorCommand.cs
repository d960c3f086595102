using System.Runtime.InteropServices;
using ClarityConnect.Workflows.Server.CommandLine.Calls;
using ClarityConnect.Workflows.Server.Hosting;

namespace ClarityConnect.Workflows.Server.CommandLine.Doctor;

/// <summary>
/// Looks whether a server would start with these settings, and says what to do where it would not: <c>doctor [--json]</c> with the options of
/// <c>serve</c>. It leaves everything as it is; an embedded database whose server was killed is recovered, as by the next start.
/// </summary>
internal static class DoctorCommand
{
    private const string Json = "--json";

    /// <returns>0 if the server can run, 1 if there is a problem, 2 for wrong arguments or settings.</returns>
    public static Task<int> RunAsync(string[] options, TextWriter output) => CommandRun.RunAsync(
        async () => (await ExamineAsync(Settings([.. options.Where(option => option != Json)])), options.Contains(Json)), output);

    private static ServerSettings Settings(string[] options)
    {
        try
        {
            return ServerSettings.FromArguments(options);
        }
        catch (SettingsException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    private static async Task<IReadOnlyList<CommandReport>> ExamineAsync(ServerSettings settings)
    {
        var isRunning = DataFolderCheck.IsInUse(settings.DataFolder);
        return
        [
            Finding.Fine(".NET", $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}."),
            .. await ScriptsCheck.RunAsync(settings),
            .. DataFolderCheck.Run(settings, isRunning),
            await DatabaseCheck.RunAsync(settings, isRunning),
            .. await PortsCheck.RunAsync(settings, isRunning),
            .. await PluginsCheck.RunAsync(settings),
        ];
    }
}
