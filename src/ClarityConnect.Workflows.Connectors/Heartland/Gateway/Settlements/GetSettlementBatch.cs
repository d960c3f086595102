using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Heartland.Gateway.Settlements;

/// <summary>Reads a card batch with its totals and transactions.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Reads a card batch: totals for each card type, tips, returns and all transactions.", DisplayName = "Get settlement batch")]
public sealed class GetSettlementBatch : CodeActivity<SettlementBatch>
{
    /// <summary>The merchant at the card gateway.</summary>
    [Input(Description = "The merchant at Heartland's card gateway.", ConnectionType = typeof(HeartlandGatewayConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The batch.</summary>
    [Input(DisplayName = "Batch", Description = "The id of the batch.", IsRequired = true)]
    public Input<string> BatchId { get; set; } = new();

    /// <summary>The device.</summary>
    [Input(DisplayName = "Device", Description = "The id of the device that the batch belongs to.", IsRequired = true)]
    public Input<string> DeviceId { get; set; } = new();

    /// <summary>Whether the transactions are given too.</summary>
    [Input(Description = "Whether the result lists every transaction. Switch it off where only the sums are used: a batch may have tens of thousands. They are added up all the same.", Category = "Advanced")]
    public Input<bool> IncludeTransactions { get; set; } = new(true);

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<HeartlandGatewayClient>(Connection);
        context.Set(
            Result,
            await client.GetBatchAsync(context.GetRequired(BatchId), context.GetRequired(DeviceId), context.Get(IncludeTransactions), context.CancellationToken));
    }
}
