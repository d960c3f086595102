using System.Globalization;
using ClarityConnect.Workflows.Engine.Scripting;
using ClarityConnect.Workflows.Server.CommandLine.Calls;
using ClarityConnect.Workflows.Server.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClarityConnect.Workflows.Server.CommandLine.Doctor;

/// <summary>Whether Node.js is there, and a script runner answers.</summary>
internal static class ScriptsCheck
{
    private const string Check = "JavaScript";

    public static async Task<IReadOnlyList<CommandReport>> RunAsync(ServerSettings settings)
    {
        try
        {
            var options = new ScriptRunnerOptions();
            settings.Configuration.GetSection("JavaScript").Bind(options);
            // One of each kind is enough to know.
            (options.FastRunners, options.SlowRunners) = (1, 1);
            await using var pool = new ScriptRunnerPool(options, TimeProvider.System, NullLogger<ScriptRunnerPool>.Instance);
            var began = TimeProvider.System.GetTimestamp();
            await pool.StartAsync(CancellationToken.None);
            var result = await pool.EvaluateAsync(new ScriptRequest(Script.Create("6 * 7", "doctor"), "{}"u8.ToArray()), CancellationToken.None);
            var took = TimeProvider.System.GetElapsedTime(began).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
            return
            [
                Finding.Fine("Node.js", $"Node.js {pool.NodeVersion} as '{options.NodePath}'."),
                result.Value?.ToString() == "42"
                    ? Finding.Fine(Check, $"A script runner answers after {took} s.")
                    : Finding.Problem(Check, $"A script runner answers 6 * 7 with {result.Value}. Build or publish the server again, so that its folder '{options.RunnerFolder}' is whole."),
            ];
        }
        catch (ScriptFailedException exception)
        {
            return [Finding.Problem(Check, exception.Problem)];
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return [Finding.Problem(Check, $"The settings of the section JavaScript cannot be used: {exception.Message}")];
        }
    }
}
