using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Server.Agents;
using ClarityConnect.Workflows.Server.Hosting;
using System.Runtime.InteropServices;

namespace ClarityConnect.Workflows.Server.CommandLine;

/// <summary>
/// Runs the program as an agent at a company's premises: <c>agent --server https://… --key … --connection "…"</c>. It calls the server and listens
/// nowhere.
/// </summary>
internal static class AgentCommand
{
    /// <returns>One of <see cref="AgentExit"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        using var loggers = LoggerFactory.Create(logging => logging.AddSimpleConsole(ServerProgram.ConfigureConsole));
        var logger = loggers.CreateLogger("ClarityConnect.Workflows.Agent");
        try
        {
            var options = AgentOptions.Read(arguments, Environment.GetEnvironmentVariable);
            var database = new SageProDatabase(options.Company, TimeProvider.System);
            if (options.IsProbe)
                return await ProbeAsync(database, logger);
            using var folder = AgentFolder.Take(options.DataFolder);
            using var stopping = new CancellationTokenSource();
            using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
            using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
            using var server = new AgentServer(options.Server, options.Key, AgentServer.Handler());
            logger.LogInformation("Agent for {Server}, data in {Folder}.", options.Server, options.DataFolder);
            await new AgentRun(server, database, options.LookEvery, TimeProvider.System, Random.Shared, logger).RunAsync(stopping.Token);
            logger.LogInformation("The agent stopped. What was begun is in the staging tables; it goes on from there when it is started again.");
            return AgentExit.Stopped;

            void Stop(PosixSignalContext signal)
            {
                signal.Cancel = true;
                stopping.Cancel();
            }
        }
        catch (Exception exception) when (exception is SettingsException or ActivityException { Kind: FailureKind.Misconfigured })
        {
            logger.LogError("{Message}", exception.Message);
            return AgentExit.WrongOptions;
        }
        catch (AgentKeyRefusedException exception)
        {
            logger.LogError("{Message}", exception.Message);
            return AgentExit.KeyRefused;
        }
        catch (AgentFolderInUseException exception)
        {
            logger.LogError("{Message}", exception.Message);
            return AgentExit.FolderInUse;
        }
    }

    private static async Task<int> ProbeAsync(SageProDatabase database, ILogger logger)
    {
        try
        {
            var report = await database.ProbeAsync(CancellationToken.None);
            logger.Log(report.IsComplete ? LogLevel.Information : LogLevel.Error, "{Report}", report.Describe());
            return report.IsComplete ? AgentExit.Stopped : AgentExit.ProbeFailed;
        }
        catch (ActivityException exception)
        {
            logger.LogError("{Message}", exception.Message);
            return AgentExit.ProbeFailed;
        }
    }
}
