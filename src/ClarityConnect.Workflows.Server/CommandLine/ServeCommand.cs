using ClarityConnect.Workflows.Server.Hosting;

namespace ClarityConnect.Workflows.Server.CommandLine;

/// <summary>Runs the server until it is told to stop.</summary>
internal static class ServeCommand
{
    public static async Task RunAsync(string[] options)
    {
        var app = await ServerHost.BuildAsync(ServerSettings.FromArguments(options));
        await app.RunAsync();
    }
}
