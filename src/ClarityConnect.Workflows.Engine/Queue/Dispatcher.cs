using System.Collections.Concurrent;
using ClarityConnect.Workflows.Engine.Execution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClarityConnect.Workflows.Engine.Queue;

/// <summary>Claims instances that have something to do, as many as there is room for, and has them worked on.</summary>
public sealed class Dispatcher : BackgroundService
{
    private readonly IExecutionStore store;
    private readonly NodeLease node;
    private readonly WorkerOptions options;
    private readonly TimeProvider time;
    private readonly IServiceProvider provider;
    private readonly ILogger<Dispatcher> logger;
    private readonly Signal signal = new();
    private readonly ConcurrentDictionary<string, Task> running = new();
    private readonly SemaphoreSlim room;
    private BurstWorker? worker;
    private volatile Handover? handover;
    private long wakeUps;

    /// <summary>Creates the dispatcher.</summary>
    /// <param name="store">The queue.</param>
    /// <param name="node">This node's lease.</param>
    /// <param name="options">How much to do at once.</param>
    /// <param name="time">The clock.</param>
    /// <param name="provider">Gives the worker, which needs the dispatcher itself.</param>
    /// <param name="logger">The log.</param>
    public Dispatcher(
        IExecutionStore store,
        NodeLease node,
        IOptions<WorkerOptions> options,
        TimeProvider time,
        IServiceProvider provider,
        ILogger<Dispatcher> logger)
    {
        this.store = store;
        this.node = node;
        this.options = options.Value;
        this.time = time;
        this.provider = provider;
        this.logger = logger;
        room = new SemaphoreSlim(this.options.MaxConcurrentBursts);
    }

    /// <summary>The node id under which an instance may be created with its lease already taken; null while this node has no room or no lease.</summary>
    public string? LeaseForLocalStart => room.CurrentCount > 0 ? node.Id : null;

    /// <summary>Says that there is work in the queue.</summary>
    public void Wake()
    {
        Interlocked.Increment(ref wakeUps);
        Tell();
    }

    /// <summary>Leaves what is due to a broker's messages, or with null takes it back.</summary>
    /// <param name="to">What takes over.</param>
    internal void HandOver(Handover? to)
    {
        handover = to;
        signal.Set();
    }

    /// <summary>Waits until another burst can begin.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>How many can, at least one.</returns>
    internal async Task<int> WaitForRoomAsync(CancellationToken cancellationToken)
    {
        await room.WaitAsync(cancellationToken);
        room.Release();
        return Math.Max(1, room.CurrentCount);
    }

    /// <summary>Claims and runs instances that a broker named, as far as they have due work and no lease. Not to be cancelled: a lease that is taken must be used.</summary>
    /// <param name="instanceIds">The instances.</param>
    /// <exception cref="InvalidOperationException">This node is not registered, so it must not take leases.</exception>
    internal async Task ClaimAsync(IReadOnlyList<string> instanceIds)
    {
        var nodeId = node.Id ?? throw new InvalidOperationException("This node is not registered, so it takes no work.");
        foreach (var claim in await store.ClaimAsync(nodeId, time.GetUtcNow(), instanceIds, CancellationToken.None))
            Begin(claim);
    }

    /// <summary>How long to sleep until something is due, where nothing wakes earlier.</summary>
    /// <param name="cancellationToken">Cancels the query.</param>
    internal async Task<TimeSpan> UntilNextAsync(CancellationToken cancellationToken)
    {
        var next = await store.NextDueAsync(cancellationToken);
        var wait = next is { } due ? due - time.GetUtcNow() : options.PollInterval;
        // Timers count whole milliseconds: a little late beats a claim that finds nothing due yet.
        wait += TimeSpan.FromMilliseconds(1);
        return wait < TimeSpan.FromMilliseconds(2) ? TimeSpan.FromMilliseconds(20) : wait > options.PollInterval ? options.PollInterval : wait;
    }

    /// <summary>Works on an instance that was created with this node's lease, without a detour through the queue.</summary>
    /// <param name="claim">The instance.</param>
    internal void RunLocally(ClaimedInstance claim) => Begin(claim);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ClaimDueAsync(stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception exception)
            {
                Logs.BackgroundFailed(logger, exception, nameof(Dispatcher));
                await Task.Delay(options.PollInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await Task.WhenAll(running.Values);
    }

    private async Task ClaimDueAsync(CancellationToken cancellationToken)
    {
        var count = await WaitForRoomAsync(cancellationToken);
        var broker = handover;
        var nodeId = node.Id;
        var claimed = nodeId is null
            ? []
            : await store.ClaimAsync(nodeId, time.GetUtcNow() - (broker?.Patience ?? TimeSpan.Zero), count, cancellationToken);
        foreach (var claim in claimed)
            Begin(claim);
        if (claimed.Count == 0)
            await signal.WaitAsync(broker is null ? await UntilNextAsync(cancellationToken) : options.PollInterval, time, cancellationToken);
    }

    private void Tell()
    {
        if (handover is { } broker)
            broker.Wake();
        else
            signal.Set();
    }

    private void Begin(ClaimedInstance claim)
    {
        worker ??= provider.GetRequiredService<BurstWorker>();
        var seen = Interlocked.Read(ref wakeUps);
        running[claim.Instance.Id] = RunAsync();

        async Task RunAsync()
        {
            await Task.Yield();
            await room.WaitAsync();
            try
            {
                await worker.RunAsync(claim);
            }
            finally
            {
                room.Release();
                running.TryRemove(claim.Instance.Id, out _);
                // What came for this instance while its lease was held could not be claimed then.
                if (Interlocked.Read(ref wakeUps) != seen)
                    Tell();
            }
        }
    }
}
