using System.Globalization;
using ClarityConnect.Workflows.Server.CommandLine.Connections;
using ClarityConnect.Workflows.Server.CommandLine.Doctor;
using ClarityConnect.Workflows.Server.CommandLine.Plugins;
using ClarityConnect.Workflows.Server.CommandLine.Workflows;
using ClarityConnect.Workflows.Server.Demo;
using ClarityConnect.Workflows.Server.Hosting;
using Microsoft.Extensions.Logging.Console;

namespace ClarityConnect.Workflows.Server.CommandLine;

/// <summary>The program: runs the command that the first argument names, and turns what keeps it from starting into one sentence.</summary>
internal static class ServerProgram
{
    private const string Help =
        "Commands: serve (the default), demo (--scenario all, --exit, --faults, --stores N, --tickets N, --seed S), simulators, workflow test FOLDER... (--json), agent (--server, --key, --connection, --dialect, --company, --table-map, --data, --probe), workflow import|validate PATH... and workflow export ID..., workflow run ID (--input FILE, --wait, --timeout SECONDS), plugin list, plugin install PATH..., plugin remove|enable|disable ID..., connection list, connection test NAME..., connection add NAME --type TYPE (--field name=value, --secret name=VARIABLE, --replace), all with --url, --api-key and --json; plugin new NAME (--connector, --output DIR, --packages DIR, --json), plugin validate PATH... (--json), plugin new NAME --openapi FILE and plugin install NAME --openapi FILE (--operations A,B), doctor (--json). Options: --urls http://127.0.0.1:5000, --data DIR; any setting as --Section:Name VALUE.";

    public static async Task<int> RunAsync(string[] args)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var (command, options) = args is [['-', ..], ..] or [] ? ("serve", args) : (args[0], args[1..]);
        DatabaseDrivers.Register();
        try
        {
            switch (command)
            {
                case "serve":
                    await ServeCommand.RunAsync(options);
                    return 0;
                case "demo":
                    return await DemoCommand.RunAsync(options, System.Console.Out);
                case "agent":
                    return await AgentCommand.RunAsync(options);
                case "simulators":
                    await SimulatorsCommand.RunAsync(options);
                    return 0;
                case "workflow" when options is ["test", ..]:
                    return await WorkflowTestCommand.RunAsync(options[1..], System.Console.Out);
                case "workflow" when options is [var verb, ..] && WorkflowFilesCommand.Verbs.Contains(verb):
                    return await WorkflowFilesCommand.RunAsync(verb, options[1..], System.Console.Out);
                case "workflow" when options is ["run", ..]:
                    return await WorkflowRunCommand.RunAsync(options[1..], System.Console.Out);
                case "plugin" when options is [var verb, ..] && ConnectorCommand.Takes(verb, options):
                    return await ConnectorCommand.RunAsync(verb, options[1..], System.Console.Out);
                case "plugin" when options is [var verb, ..] && PluginCommand.Verbs.Contains(verb):
                    return await PluginCommand.RunAsync(verb, options[1..], System.Console.Out);
                case "connection" when options is [var verb, ..] && ConnectionCommand.Verbs.Contains(verb):
                    return await ConnectionCommand.RunAsync(verb, options[1..], System.Console.Out);
                case "doctor":
                    return await DoctorCommand.RunAsync(options, System.Console.Out);
                default:
                    Report($"There is no command '{command}'. {Help}", null);
                    return 2;
            }
        }
        catch (Exception exception)
        {
            var sentence = StartFailure.Explain(exception);
            Report(sentence ?? "The server ended by an unforeseen error.", sentence is null ? exception : null);
            return 1;
        }
    }

    private static void Report(string sentence, Exception? unforeseen)
    {
        using var loggers = LoggerFactory.Create(logging => logging.AddSimpleConsole(ConfigureConsole));
        loggers.CreateLogger("ClarityConnect.Workflows").LogError(unforeseen, "{Sentence}", sentence);
    }

    /// <summary>One line a message.</summary>
    internal static void ConfigureConsole(SimpleConsoleFormatterOptions console)
    {
        console.SingleLine = true;
        console.TimestampFormat = "HH:mm:ss ";
        console.ColorBehavior = LoggerColorBehavior.Disabled;
    }
}
