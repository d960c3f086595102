using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Connectors.Opayo.Reporting;

/// <summary>
/// Starts an instance whenever a transaction is new or stands elsewhere than before, also where somebody did it in MyOpayo. Pi calls nobody, so the
/// list of transactions is asked at an interval.
/// </summary>
[Activity("ClarityConnect.Opayo", "Opayo", "Starts when a payment or refund is new or has changed: paid, held, released, refunded, voided, declined. Also for what people do in MyOpayo.", DisplayName = "Payment changed")]
public sealed class PaymentChanged : PollingTrigger
{
    private static readonly TimeSpan DefaultLookBack = TimeSpan.FromDays(2);

    /// <summary>The reporting account.</summary>
    [Input(Description = "The Opayo reporting account.", ConnectionType = typeof(OpayoReportingConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>How far back each poll looks.</summary>
    [Input(DisplayName = "Look back", Description = "How far back each poll looks, as days.hours:minutes:seconds. Changes of older transactions are not seen; where payments are released days later, make it as long. What was taken before is not taken again.")]
    public Input<TimeSpan> LookBack { get; set; } = new(DefaultLookBack);

    /// <summary>Which statuses are of interest.</summary>
    [Input(DisplayName = "Only these statuses", Description = "The statuses of interest as a list, such as ['Paid', 'Refunded', 'Voided']; empty for all.")]
    public Input<IReadOnlyList<PaymentStatus>> Statuses { get; set; } = new();

    /// <summary>The payment or refund.</summary>
    [Output(Description = "The payment; a refund has a negative amount, and its payment as 'relatedTransactionId' in the details.")]
    public Output<Payment> Result { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask<PollResult> PollAsync(PollContext context, CancellationToken cancellationToken)
    {
        var now = context.Time.GetUtcNow();
        var lookBack = context.Get(LookBack) is { } span && span > TimeSpan.Zero ? span : DefaultLookBack;
        var cursor = context.GetCursor<PaymentCursor>();
        var wanted = context.Get(Statuses) ?? [];
        var client = await context.GetClientAsync<OpayoReportingClient>(Connection);
        // After a silence it goes on where it stopped; the look-back is the overlap, because old transactions change too.
        var from = (cursor?.ReadThrough ?? now) - lookBack;
        var events = (await client.ListTransactionsAsync(from, now, cancellationToken))
            .Where(transaction => wanted.Count == 0 || wanted.Contains(transaction.Status))
            // A batch number is part of what a transaction stands at: settled is news.
            .Select(transaction => new TriggerEvent($"{transaction.TransactionId}:{transaction.Details.GetValueOrDefault("txStateId")}:{transaction.Status}", transaction.ToPayment(), transaction.VendorTxCode))
            .ToList();
        return new PollResult(events, new PaymentCursor(now));
    }

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        if (context.TriggerPayload is not { } payload)
            throw new ActivityException(FailureKind.Misconfigured, "'Payment changed' can only start a workflow. Put it at the begin, and let it start the workflow in its settings.");
        context.Set(Result, ValueConversion.To<Payment>(payload));
        context.Complete();
    }
}
