using ClarityConnect.Workflows.Connectors.Opayo.Reporting;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Connectors.Opayo.Settlements;

/// <summary>Starts an instance for every settlement batch and currency. Opayo tells nobody of a settlement, so the list of batches is asked at an interval.</summary>
[Activity("ClarityConnect.Opayo", "Opayo", "Starts when Opayo has sent a settlement batch to an acquirer, once for each currency in it. Usually early every morning.", DisplayName = "Settlement batch settled")]
public sealed class SettlementBatchSettled : PollingTrigger
{
    private static readonly TimeSpan DefaultLookBack = TimeSpan.FromDays(3);

    /// <summary>The reporting account.</summary>
    [Input(Description = "The Opayo reporting account.", ConnectionType = typeof(OpayoReportingConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>How far back each poll looks.</summary>
    [Input(DisplayName = "Look back", Description = "How far back each poll looks, and how far the first one: batches may be sent late, or again. Batches that were taken before are not taken again.")]
    public Input<TimeSpan> LookBack { get; set; } = new(DefaultLookBack);

    /// <summary>The header of the batch.</summary>
    [Output(Description = "The batch: batchId, acquirer, completedAt, currency, paymentCount, payments, refundCount, refunds, total.")]
    public Output<OpayoBatch> Result { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask<PollResult> PollAsync(PollContext context, CancellationToken cancellationToken)
    {
        var now = context.Time.GetUtcNow();
        var lookBack = context.Get(LookBack) is { } span && span > TimeSpan.Zero ? span : DefaultLookBack;
        var cursor = context.GetCursor<SettlementCursor>();
        var client = await context.GetClientAsync<OpayoReportingClient>(Connection);
        var settled = (await client.ListBatchesAsync((cursor?.SettledThrough ?? now) - lookBack, now, cancellationToken))
            .Where(batch => batch.CompletedAt is not null)
            .ToList();
        var events = settled
            .Select(batch => new TriggerEvent($"{batch.Acquirer}:{batch.BatchId}:{batch.Currency}", batch, batch.BatchId))
            .ToList();
        var latest = settled.Count == 0 ? cursor?.SettledThrough : settled.Max(batch => batch.CompletedAt);
        return new PollResult(events, latest is { } through ? new SettlementCursor(cursor is { } before && before.SettledThrough > through ? before.SettledThrough : through) : null);
    }

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        if (context.TriggerPayload is not { } payload)
            throw new ActivityException(FailureKind.Misconfigured, "'Settlement batch settled' can only start a workflow. Put it at the begin, and let it start the workflow in its settings.");
        context.Set(Result, ValueConversion.To<OpayoBatch>(payload));
        context.Complete();
    }
}
