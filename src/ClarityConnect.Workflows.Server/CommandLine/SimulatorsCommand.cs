using System.Globalization;
using ClarityConnect.Workflows.Simulators;
using Microsoft.Extensions.Hosting;

namespace ClarityConnect.Workflows.Server.CommandLine;

/// <summary>Runs the vendors' offline twins alone until told to stop.</summary>
internal static class SimulatorsCommand
{
    public static async Task RunAsync(string[] options)
    {
        var configuration = new ConfigurationBuilder().AddCommandLine(options).Build();
        var settings = new SimulatorOptions();
        if (configuration["port"] is { } port)
            settings = settings with { Port = int.Parse(port, CultureInfo.InvariantCulture) };
        if (configuration["state"] is { } file)
            settings = settings with { StateFile = file };
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddSimpleConsole(ServerProgram.ConfigureConsole);
        using var host = builder.Build();
        await host.StartAsync();
        await using var simulators = await SimulatorHost.StartAsync(settings, TimeProvider.System, CancellationToken.None);
        var logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("ClarityConnect.Workflows.Simulators");
        logger.LogInformation(
            "Simulators: Heartland Retail {Retail}, Heartland Portico {Portico}, Sage Intacct {Intacct}, control {Control}",
            simulators.RetailBaseAddress,
            simulators.PorticoEndpoint,
            simulators.IntacctEndpoint,
            simulators.ControlBaseAddress);
        await host.WaitForShutdownAsync();
    }
}
