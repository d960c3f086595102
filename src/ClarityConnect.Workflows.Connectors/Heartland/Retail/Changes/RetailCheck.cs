using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Changes;

/// <summary>
/// What triggers that ask Retail at an interval have in common: they remember the latest change that they saw and ask from a little before it,
/// because Retail filters dates to about a minute and rows move while they are read. What comes twice has the same id.
/// </summary>
/// <typeparam name="T">What the instance is given.</typeparam>
public abstract class RetailCheck<T> : PollingTrigger
{
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>How far back the first check looks.</summary>
    [Input(DisplayName = "First look back", Description = "How far back the first check looks, as hours:minutes:seconds. Later checks go on where the last one stopped.")]
    public Input<TimeSpan> FirstLookBack { get; set; } = new(TimeSpan.FromHours(1));

    /// <summary>What happened, as it was read from Retail.</summary>
    [Output(Description = "The record, as it is at Heartland.")]
    public Output<T> Result { get; set; } = new();

    /// <inheritdoc/>
    protected sealed override async ValueTask<PollResult> PollAsync(PollContext context, CancellationToken cancellationToken)
    {
        var cursor = context.GetCursor<RetailWatermark>();
        var lookBack = context.Get(FirstLookBack);
        var from = (cursor?.Through ?? context.Time.GetUtcNow() - (lookBack > TimeSpan.Zero ? lookBack : TimeSpan.Zero)) - Overlap;
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        var (events, through) = await FindAsync(client, context, from, cancellationToken);
        return new PollResult(events, through is { } latest && (cursor is null || latest > cursor.Through) ? new RetailWatermark(latest) : cursor);
    }

    /// <inheritdoc/>
    protected sealed override void Execute(ActivityExecutionContext context)
    {
        if (context.TriggerPayload is not { } payload)
            throw new ActivityException(FailureKind.Misconfigured, $"'{context.ActivityName}' can only start a workflow. Put it at the begin, and let it start the workflow in its settings.");
        context.Set(Result, ValueConversion.To<T>(payload));
        context.Complete();
    }

    /// <summary>Reads what changed.</summary>
    /// <param name="client">The account.</param>
    /// <param name="context">The trigger's inputs.</param>
    /// <param name="from">From when on.</param>
    /// <param name="cancellationToken">Cancelled when the server stops.</param>
    /// <returns>The events, and the latest change that was seen, wanted or not; null for none.</returns>
    private protected abstract Task<(IReadOnlyList<TriggerEvent> Events, DateTimeOffset? Through)> FindAsync(
        HeartlandRetailClient client, PollContext context, DateTimeOffset from, CancellationToken cancellationToken);
}
