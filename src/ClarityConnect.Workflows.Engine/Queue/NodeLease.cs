using ClarityConnect.Workflows.Engine.Execution;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClarityConnect.Workflows.Engine.Queue;

/// <summary>
/// Keeps this node's lease alive, on which all leases of its instances hang, and frees the instances of nodes that have died. One row a node is
/// renewed, not one row an instance.
/// </summary>
/// <param name="store">Where nodes are registered.</param>
/// <param name="ids">Makes the node's id, new with every start.</param>
/// <param name="options">How long a lease lasts.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
public sealed class NodeLease(
    IExecutionStore store,
    IdGenerator ids,
    IOptions<WorkerOptions> options,
    TimeProvider time,
    ILogger<NodeLease> logger) : BackgroundService
{
    private CancellationTokenSource lifetime = new();
    private DateTimeOffset expiresAt;
    private volatile int liveNodes = 1;

    /// <summary>This node's id; null while it is not registered, so that it must not take leases.</summary>
    public string? Id { get; private set; }

    /// <summary>
    /// How many nodes live, this one included, as its last heartbeat told. Another node that has started or stopped is counted with the next one, and one
    /// that died when its lease has ended.
    /// </summary>
    public int LiveNodes => liveNodes;

    /// <summary>Cancelled when the lease is lost or the server stops: bursts under way are given up.</summary>
    public CancellationToken Lifetime => lifetime.Token;

    /// <summary>Called after instances of dead nodes were freed.</summary>
    public event Action? Rescued;

    /// <summary>Registers the node, and frees what an earlier run left if this server is alone.</summary>
    /// <param name="cancellationToken">Cancels the start.</param>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.IsAlone)
            await store.RescueAsync(DateTimeOffset.MaxValue, cancellationToken);
        await RegisterAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await lifetime.CancelAsync();
        await base.StopAsync(cancellationToken);
    }

    /// <summary>Renews the lease once and looks for dead nodes.</summary>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var expires = time.GetUtcNow() + options.Value.NodeLease;
        if (Id is { } id && await store.HeartbeatAsync(id, expires, isNew: false, cancellationToken) is var live and > 0)
        {
            (expiresAt, liveNodes) = (expires, live);
        }
        else
        {
            await LoseAsync();
            await RegisterAsync(cancellationToken);
        }

        if (await store.RescueAsync(time.GetUtcNow(), cancellationToken) > 0)
            Rescued?.Invoke();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(options.Value.NodeLease / 4, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
                return;
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Logs.BackgroundFailed(logger, exception, nameof(NodeLease));
                if (time.GetUtcNow() >= expiresAt)
                    await LoseAsync();
            }
        }
    }

    private async Task RegisterAsync(CancellationToken cancellationToken)
    {
        var id = ids.Next();
        expiresAt = time.GetUtcNow() + options.Value.NodeLease;
        liveNodes = await store.HeartbeatAsync(id, expiresAt, isNew: true, cancellationToken);
        Id = id;
    }

    private async Task LoseAsync()
    {
        if (Id is null)
            return;
        Logs.NodeLeaseLost(logger, Id);
        Id = null;
        var lost = Interlocked.Exchange(ref lifetime, new CancellationTokenSource());
        await lost.CancelAsync();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        lifetime.Dispose();
        base.Dispose();
    }
}
