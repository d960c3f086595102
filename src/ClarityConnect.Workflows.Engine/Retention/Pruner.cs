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
    private const int BatchSize = 100;

    /// <summary>The least pause between two batches.</summary>
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(20);

    /// <summary>Removes one batch.</summary>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>How many rows were removed.</returns>
    public Task<int> RunOnceAsync(CancellationToken cancellationToken) =>
        store.PruneAsync(time.GetUtcNow() - options.Value.Keep, BatchSize, cancellationToken);

    /// <summary>Removes batch after batch, and rests after each as long as it took: at most half of what one connection can do goes into pruning.</summary>
    private async Task PruneAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var began = time.GetTimestamp();
            if (await RunOnceAsync(stoppingToken) < BatchSize)
                return;
            var took = time.GetElapsedTime(began);
            await Task.Delay(took > LeastPause ? took : LeastPause, time, stoppingToken);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(options.Value.Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await PruneAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Logs.BackgroundFailed(logger, exception, nameof(Pruner));
            }
        }
    }
}
