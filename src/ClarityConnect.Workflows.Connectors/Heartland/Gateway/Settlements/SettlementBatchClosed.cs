using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Connectors.Heartland.Gateway.Settlements;

/// <summary>Starts an instance for every batch that a device closes. Portico calls nobody, so its history is asked at an interval.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Starts when a device's card batch was closed, usually at the end of the day.", DisplayName = "Settlement batch closed")]
public sealed class SettlementBatchClosed : PollingTrigger
{
    // Portico keeps 90 days.
    private static readonly TimeSpan MostReach = TimeSpan.FromDays(89);

    /// <summary>The merchant at the card gateway.</summary>
    [Input(Description = "The merchant at Heartland's card gateway.", ConnectionType = typeof(HeartlandGatewayConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>How far back each poll looks.</summary>
    [Input(Description = "How far back each poll looks, and how far the first one. Longer than the longest time that a batch stays open. Batches that were taken before are not taken again.")]
    public Input<TimeSpan> LookBack { get; set; } = new(TimeSpan.FromDays(3));

    /// <summary>The header of the closed batch.</summary>
    [Output(Description = "The closed batch: deviceId, batchId, sequenceNumber, openedAt, closedAt, transactionCount, total, currency.")]
    public Output<GatewayBatch> Result { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask<PollResult> PollAsync(PollContext context, CancellationToken cancellationToken)
    {
        var now = context.Time.GetUtcNow();
        var lookBack = context.Get(LookBack) is { } span && span > TimeSpan.Zero ? span : TimeSpan.FromDays(3);
        var cursor = context.GetCursor<SettlementCursor>();
        // The overlap is the whole look-back: it is not documented whether the report goes by opening or closing, and a batch that was
        // opened long ago must be found when it closes. The event id absorbs what was seen before.
        var from = Later((cursor?.ClosedThrough ?? now) - lookBack, now - MostReach);
        var client = await context.GetClientAsync<HeartlandGatewayClient>(Connection);
        var closed = (await client.ListBatchesAsync(from, now, null, cancellationToken))
            .Where(batch => batch is { IsClosed: true, ClosedAt: not null } && batch.ClosedAt >= from)
            .ToList();
        var events = closed
            .Select(batch => new TriggerEvent($"{batch.DeviceId}:{batch.BatchId}:{batch.SequenceNumber}", batch, batch.BatchId))
            .ToList();
        return new PollResult(events, closed.Count == 0 ? cursor : new SettlementCursor(Later(closed.Max(batch => batch.ClosedAt!.Value), cursor?.ClosedThrough ?? from)));
    }

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        if (context.TriggerPayload is not { } payload)
        {
            throw new ActivityException(
                FailureKind.Misconfigured,
                "'Settlement batch closed' can only start a workflow. Put it at the begin, and let it start the workflow in its settings.");
        }

        context.Set(Result, ValueConversion.To<GatewayBatch>(payload));
        context.Complete();
    }

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
