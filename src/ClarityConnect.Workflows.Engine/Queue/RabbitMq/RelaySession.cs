using System.Text;
using ClarityConnect.Workflows.Engine.Execution;
using RabbitMQ.Client;

namespace ClarityConnect.Workflows.Engine.Queue.RabbitMq;

/// <summary>
/// One connection to the broker, from its beginning to its first error: tells the broker which instances have due work, and claims those that the
/// broker names. A message carries ids only; the database decides whether there is still something to do.
/// </summary>
internal sealed class RelaySession : IAsyncDisposable
{
    /// <summary>More publications at once than the client's limiter admits would fail.</summary>
    private const int BatchSize = 200;

    /// <summary>
    /// Work beyond this waits in the database, in the order in which it is due: the broker distributes, it does not store. It also bounds how many
    /// marked rows the search for unmarked ones passes.
    /// </summary>
    private const int MostWaiting = 1000;

    private static readonly TimeSpan FullPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ConfirmationLimit = TimeSpan.FromSeconds(10);

    private readonly IExecutionStore store;
    private readonly Dispatcher dispatcher;
    private readonly TimeProvider time;
    private readonly string queue;
    private readonly IConnection connection;
    private readonly IChannel publishing;
    private readonly IChannel consuming;
    private readonly WorkConsumer consumer;
    private readonly Signal signal = new();

    private RelaySession(
        IExecutionStore store, Dispatcher dispatcher, TimeProvider time, string queue, IConnection connection, IChannel publishing, IChannel consuming)
    {
        this.store = store;
        this.dispatcher = dispatcher;
        this.time = time;
        this.queue = queue;
        this.connection = connection;
        this.publishing = publishing;
        this.consuming = consuming;
        consumer = new WorkConsumer(consuming);
    }

    /// <summary>Connects and declares the queue.</summary>
    public static async Task<RelaySession> OpenAsync(
        IConnectionFactory broker, string queue, ushort prefetch, IExecutionStore store, Dispatcher dispatcher, TimeProvider time, CancellationToken cancellationToken)
    {
        var connection = await broker.CreateConnectionAsync(cancellationToken);
        try
        {
            var confirmed = new CreateChannelOptions(
                publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, new ThrottlingRateLimiter(BatchSize * 2));
            var publishing = await connection.CreateChannelAsync(confirmed, cancellationToken);
            await publishing.QueueDeclareAsync(
                queue,
                durable: true,
                exclusive: false,
                autoDelete: false,
                new Dictionary<string, object?> { ["x-queue-type"] = "quorum" },
                cancellationToken: cancellationToken);
            var consuming = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            await consuming.BasicQosAsync(0, prefetch, global: false, cancellationToken);
            return new RelaySession(store, dispatcher, time, queue, connection, publishing, consuming);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Says that there may be work which the broker was not told of.</summary>
    public void Wake() => signal.Set();

    /// <summary>Works until it is cancelled or something fails. What was delivered and not claimed goes back to the queue with the connection.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await consuming.BasicConsumeAsync(queue, autoAck: false, consumer, cancellationToken);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] loops = [RelayAsync(end.Token), TakeAsync(end.Token)];
        var first = await Task.WhenAny(loops);
        await end.CancelAsync();
        await Task.WhenAll(loops).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task RelayAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            while (await publishing.MessageCountAsync(queue, cancellationToken) >= MostWaiting)
                await Task.Delay(FullPause, time, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            // Not cancelled between the mark and the message, or the instance would wait until it counts as overdue.
            var due = await store.RelayAsync(time.GetUtcNow(), BatchSize, CancellationToken.None);
            await PublishAsync(due);
            if (due.Count < BatchSize)
                await signal.WaitAsync(await dispatcher.UntilNextAsync(cancellationToken), time, cancellationToken);
        }
    }

    private async Task PublishAsync(IReadOnlyList<RelayedInstance> due)
    {
        // A broker that is short of memory or disk takes messages and never confirms them.
        using var limit = new CancellationTokenSource(ConfirmationLimit, time);
        await Task.WhenAll(due.Select(instance => publishing.BasicPublishAsync(
            exchange: "",
            routingKey: queue,
            mandatory: true,
            new BasicProperties { Persistent = true, MessageId = instance.WorkItemId },
            Encoding.UTF8.GetBytes(instance.InstanceId),
            limit.Token).AsTask()));
    }

    private async Task TakeAsync(CancellationToken cancellationToken)
    {
        while (await consumer.Messages.WaitToReadAsync(cancellationToken))
        {
            var room = await dispatcher.WaitForRoomAsync(cancellationToken);
            var ids = new HashSet<string>(StringComparer.Ordinal);
            var last = 0UL;
            while (ids.Count < room && consumer.Messages.TryRead(out var message))
            {
                ids.Add(message.InstanceId);
                last = message.DeliveryTag;
            }

            await dispatcher.ClaimAsync([.. ids]);
            // From here on the database holds the lease, whatever becomes of the broker.
            await consuming.BasicAckAsync(last, multiple: true, cancellationToken);
        }
    }
}
