using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Heartland.Gateway.Settlements;

/// <summary>Reads one card transaction.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Reads one card transaction of the gateway.", DisplayName = "Get card transaction")]
public sealed class GetTransaction : CodeActivity<SettlementTransaction>
{
    /// <summary>The merchant at the card gateway.</summary>
    [Input(Description = "The merchant at Heartland's card gateway.", ConnectionType = typeof(HeartlandGatewayConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The transaction.</summary>
    [Input(DisplayName = "Transaction", Description = "The gateway's id of the transaction.", IsRequired = true)]
    public Input<string> TransactionId { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<HeartlandGatewayClient>(Connection);
        context.Set(Result, await client.GetTransactionAsync(context.GetRequired(TransactionId), context.CancellationToken));
    }
}
