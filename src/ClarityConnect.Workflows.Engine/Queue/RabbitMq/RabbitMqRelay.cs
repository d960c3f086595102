using ClarityConnect.Workflows.Engine.Execution;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace ClarityConnect.Workflows.Engine.Queue.RabbitMq;

/// <summary>
/// Has RabbitMQ distribute the work among the nodes while it can be reached. While it cannot, this node claims from the database as if there were
/// no broker, and tries again every second.
/// </summary>
public sealed class RabbitMqRelay : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly IExecutionStore store;
    private readonly Dispatcher dispatcher;
    private readonly RabbitMqOptions options;
    private readonly ushort prefetch;
    private readonly TimeProvider time;
    private readonly ILogger<RabbitMqRelay> logger;
    private readonly ConnectionFactory broker;
    private readonly string address;
    private bool isLossLogged;

    /// <summary>Creates the relay; it connects when it is started.</summary>
    /// <param name="store">The queue.</param>
    /// <param name="dispatcher">Claims and runs what the broker names.</param>
    /// <param name="options">The broker.</param>
    /// <param name="worker">How much this node does at once.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public RabbitMqRelay(
        IExecutionStore store,
        Dispatcher dispatcher,
        IOptions<RabbitMqOptions> options,
        IOptions<WorkerOptions> worker,
        TimeProvider time,
        ILogger<RabbitMqRelay> logger)
    {
        this.store = store;
        this.dispatcher = dispatcher;
        this.options = options.Value;
        this.time = time;
        this.logger = logger;
        prefetch = (ushort)Math.Min(this.options.Prefetch, worker.Value.MaxConcurrentBursts);
        broker = new ConnectionFactory
        {
            Uri = new Uri(this.options.Uri),
            ClientProvidedName = "ClarityConnect.Workflows",
            AutomaticRecoveryEnabled = false,
            RequestedConnectionTimeout = TimeSpan.FromSeconds(5),
            RequestedHeartbeat = TimeSpan.FromSeconds(10),
        };
        address = $"{broker.Endpoint.HostName}:{broker.Endpoint.Port}";
        AwaySince = time.GetUtcNow();
    }

    /// <summary>Since when the broker is not used because it cannot be reached; null while it is used.</summary>
    public DateTimeOffset? AwaySince { get; private set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await UseBrokerAsync(stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception exception)
            {
                Lose(exception);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task UseBrokerAsync(CancellationToken cancellationToken)
    {
        await using var session = await RelaySession.OpenAsync(broker, options.Queue, prefetch, store, dispatcher, time, cancellationToken);
        dispatcher.HandOver(new Handover(options.Patience, session.Wake));
        AwaySince = null;
        isLossLogged = false;
        Logs.BrokerUsed(logger, address, options.Queue);
        try
        {
            await session.RunAsync(cancellationToken);
        }
        finally
        {
            // A node that stops takes no more work, from wherever.
            if (!cancellationToken.IsCancellationRequested)
                dispatcher.HandOver(null);
        }
    }

    private void Lose(Exception exception)
    {
        AwaySince ??= time.GetUtcNow();
        if (isLossLogged)
            return;
        isLossLogged = true;
        Logs.BrokerLost(logger, exception, address);
    }
}
