using ClarityConnect.Workflows.Connectors.Opayo.Reporting;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.Opayo.Settlements;

/// <summary>Lists the settlement batches of a stretch of time.</summary>
[Activity("ClarityConnect.Opayo", "Opayo", "Lists the settlement batches that Opayo sent to the acquirers in a stretch of time, one for each currency.", DisplayName = "List settlement batches")]
public sealed class ListSettlementBatches : CodeActivity<IReadOnlyList<OpayoBatch>>
{
    /// <summary>The reporting account.</summary>
    [Input(Description = "The Opayo reporting account.", ConnectionType = typeof(OpayoReportingConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The first moment.</summary>
    [Input(DisplayName = "Settled from", Description = "Batches sent at this moment or later.", IsRequired = true)]
    public Input<DateTimeOffset?> From { get; set; } = new();

    /// <summary>The first moment that no longer counts.</summary>
    [Input(DisplayName = "Settled before", Description = "Batches sent before this moment. Opayo sends the batch of a day after midnight in the United Kingdom.", IsRequired = true)]
    public Input<DateTimeOffset?> To { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var (from, to) = ReportPeriod.Of(context.Get(From), context.Get(To), "Settled from", "Settled before");
        var client = await context.GetClientAsync<OpayoReportingClient>(Connection);
        context.Set(Result, await client.ListBatchesAsync(from, to, context.CancellationToken));
    }
}
