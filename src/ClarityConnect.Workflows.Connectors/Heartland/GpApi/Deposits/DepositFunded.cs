using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Connectors.Heartland.GpApi.Deposits;

/// <summary>Starts an instance for every deposit. GP API tells nobody of deposits, so it is asked at an interval.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Starts for every deposit of the unified gateway (GP API), usually on the day after the sales.", DisplayName = "Deposit made")]
public sealed class DepositFunded : PollingTrigger
{
    // A deposit may appear or change its status days after the date that it carries.
    private const int OverlapDays = 7;

    /// <summary>The merchant at GP API.</summary>
    [Input(Description = "The merchant at the unified gateway (GP API).", ConnectionType = typeof(HeartlandGpConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>How many days the first check looks back.</summary>
    [Input(DisplayName = "First look back", Description = "How many days the first check looks back. Later checks go on where the last one stopped, a week overlapping.")]
    public Input<int> FirstDays { get; set; } = new(3);

    /// <summary>The deposit.</summary>
    [Output(Description = "The deposit: depositId, date, amount, sales, refunds, chargebacks, fees, currency, addsUp.")]
    public Output<GpDeposit> Result { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask<PollResult> PollAsync(PollContext context, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(context.Time.GetUtcNow().UtcDateTime);
        var cursor = context.GetCursor<DepositWatermark>();
        var client = await context.GetClientAsync<HeartlandGpClient>(Connection);
        var deposits = await client.ListDepositsAsync(cursor?.Through.AddDays(-OverlapDays) ?? today.AddDays(-Math.Max(0, context.Get(FirstDays))), today, null, cancellationToken);
        // Only money that was paid out: a deposit that is held back gets its event when it is released.
        var events = deposits.Where(deposit => deposit.Status.ToUpperInvariant() is "FUNDED" or "RELEASED").Select(deposit => new TriggerEvent(deposit.DepositId, deposit, deposit.DepositId)).ToList();
        var latest = deposits.Count == 0 ? (DateOnly?)null : deposits.Max(deposit => deposit.Date);
        return new PollResult(events, latest is { } day && (cursor is null || day > cursor.Through) ? new DepositWatermark(day) : cursor);
    }

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        if (context.TriggerPayload is not { } payload)
            throw new ActivityException(FailureKind.Misconfigured, "'Deposit made' can only start a workflow. Put it at the begin, and let it start the workflow in its settings.");
        context.Set(Result, ValueConversion.To<GpDeposit>(payload));
        context.Complete();
    }
}
