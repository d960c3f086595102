using ClarityConnect.Workflows.Engine.Activation;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Queue;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Engine.Inbox;

/// <summary>Matches messages with triggers and bookmarks, in whichever order they come.</summary>
/// <param name="store">Where both are.</param>
/// <param name="ids">Makes ids for what it creates.</param>
/// <param name="dispatcher">Hears that there is work.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
public sealed class Correlator(
    IExecutionStore store,
    IdGenerator ids,
    Dispatcher dispatcher,
    TimeProvider time,
    ILogger<Correlator> logger) : BackgroundService
{
    private const int BatchSize = 256;

    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(2);

    private readonly Signal signal = new();

    /// <summary>Says that a message or a bookmark was stored.</summary>
    public void Wake() => signal.Set();

    /// <summary>Looks once at what waits.</summary>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>How many messages were looked at.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var (taken, madeWork) = await store.CorrelateAsync(Decide, BatchSize, cancellationToken);
        if (madeWork)
            dispatcher.Wake();
        return taken;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await RunOnceAsync(stoppingToken) == BatchSize)
                {
                }

                // The sweep finds what a crashed node stored without saying so.
                await signal.WaitAsync(SweepInterval, time, stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                // Cancelled, or the database was gone first, as it is when the server cannot start.
            }
            catch (Exception exception)
            {
                Logs.BackgroundFailed(logger, exception, nameof(Correlator));
                await signal.WaitAsync(SweepInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private IReadOnlyList<Correlation> Decide(IReadOnlyList<PendingMessage> messages)
    {
        var decisions = new List<Correlation>(messages.Count);
        foreach (var message in messages)
        {
            var starts = new List<NewInstance>(message.Triggers.Count);
            foreach (var trigger in message.Triggers)
            {
                starts.Add(new NewInstance
                {
                    Id = ids.Next(),
                    DefinitionId = trigger.DefinitionId,
                    DefinitionVersionId = trigger.DefinitionVersionId,
                    Version = trigger.Version,
                    TriggerActivityId = trigger.ActivityId,
                    CorrelationId = message.Message.CorrelationId,
                    ActivationKey = ActivationStrategies.KeyOf(trigger.Activation, trigger.DefinitionId, message.Message.CorrelationId),
                    WorkItemId = ids.Next(),
                });
            }

            var resumes = new List<(Bookmarks.BookmarkRow, string)>(message.Bookmarks.Count);
            foreach (var bookmark in message.Bookmarks)
                resumes.Add((bookmark, ids.Next()));
            decisions.Add(new Correlation(message, starts, resumes));
        }

        return decisions;
    }
}
