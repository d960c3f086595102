using ClarityConnect.Workflows.Engine.Execution;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClarityConnect.Workflows.Engine.Retention;

/// <summary>Removes what is no longer kept, in batches small enough not to slow running work.</summary>
/// <param name="store">Where it is.</param>
/// <param name="options">How long things are kept.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
public sealed class Pruner(IExecutionStore store, IOptions<RetentionOptions> options, TimeProvider time, ILogger<Pruner> logger) : BackgroundService
{
    private const int BatchSize = 500;

    /// <summary>Removes one batch.</summary>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>How many rows were removed.</returns>
    public Task<int> RunOnceAsync(CancellationToken cancellationToken) =>
        store.PruneAsync(time.GetUtcNow() - options.Value.Keep, BatchSize, cancellationToken);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(options.Value.Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                while (!stoppingToken.IsCancellationRequested && await RunOnceAsync(stoppingToken) >= BatchSize)
                {
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Logs.BackgroundFailed(logger, exception, nameof(Pruner));
            }
        }
    }
}
