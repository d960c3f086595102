using System.Text;
using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ClarityConnect.Workflows.Engine.Queue.RabbitMq;

/// <summary>Collects what the broker delivers until there is room for it; the broker's prefetch bounds how much that is.</summary>
internal sealed class WorkConsumer(IChannel channel) : AsyncDefaultBasicConsumer(channel)
{
    private const int LongestId = 200;

    private readonly Channel<(ulong DeliveryTag, string InstanceId)> messages = System.Threading.Channels.Channel.CreateUnbounded<(ulong, string)>();

    /// <summary>What was delivered, in that order. Ends with an error when nothing more can come.</summary>
    public ChannelReader<(ulong DeliveryTag, string InstanceId)> Messages => messages.Reader;

    public override Task HandleBasicDeliverAsync(
        string consumerTag,
        ulong deliveryTag,
        bool redelivered,
        string exchange,
        string routingKey,
        IReadOnlyBasicProperties properties,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken = default)
    {
        // The queue is open to others: what cannot be an id of ours must not reach the database, which might refuse the whole batch for it.
        var isId = body.Length <= LongestId && !body.Span.Contains((byte)0);
        messages.Writer.TryWrite((deliveryTag, isId ? Encoding.UTF8.GetString(body.Span) : ""));
        return Task.CompletedTask;
    }

    public override Task HandleChannelShutdownAsync(object channel, ShutdownEventArgs reason)
    {
        messages.Writer.TryComplete(new InvalidOperationException($"The broker closed the channel: {reason.ReplyText}"));
        return base.HandleChannelShutdownAsync(channel, reason);
    }

    protected override Task OnCancelAsync(string[] consumerTags, CancellationToken cancellationToken = default)
    {
        messages.Writer.TryComplete(new InvalidOperationException("The broker cancelled the consumer; the queue may have been deleted."));
        return base.OnCancelAsync(consumerTags, cancellationToken);
    }
}
