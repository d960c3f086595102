using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Persistence.PostgreSql;

namespace ClarityConnect.Workflows.Server.Hosting;

/// <summary>Passes on what other nodes tell: that there is work, or that definitions changed.</summary>
internal sealed class NewsOfOtherNodes(
    PostgreSqlWorkListener listener,
    Dispatcher dispatcher,
    Correlator correlator,
    TriggerIndex triggers,
    ILogger<NewsOfOtherNodes> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        listener.Heard += Hear;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        listener.Heard -= Hear;
        return Task.CompletedTask;
    }

    private void Hear(string channel)
    {
        if (channel == PostgreSqlWorkListener.DefinitionsChannel)
        {
            _ = RefreshAsync();
            return;
        }

        correlator.Wake();
        dispatcher.Wake();
    }

    private async Task RefreshAsync()
    {
        try
        {
            await triggers.RefreshAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "The triggers could not be read again after another node changed a definition; the next change tries again.");
        }
    }
}
