using Microsoft.Extensions.Hosting;

namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>Waits until the plugins are loaded, before anything is run that may need them.</summary>
internal sealed class PluginStart(PluginDirectory plugins) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => plugins.StartAsync();

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
