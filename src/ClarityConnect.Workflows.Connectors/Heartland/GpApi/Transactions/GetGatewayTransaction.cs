using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Heartland.GpApi.Transactions;

/// <summary>Reads one transaction of GP API.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Reads one transaction of the unified gateway (GP API).", DisplayName = "Get gateway transaction")]
[FlowNode("Found", "Not found")]
public sealed class GetGatewayTransaction : CodeActivity<Payment>
{
    /// <summary>The merchant at GP API.</summary>
    [Input(Description = "The merchant at the unified gateway (GP API).", ConnectionType = typeof(HeartlandGpConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The transaction.</summary>
    [Input(DisplayName = "Transaction", Description = "The id of the transaction; it begins with TRN_.", IsRequired = true)]
    public Input<string> TransactionId { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<HeartlandGpClient>(Connection);
        var payment = await client.FindTransactionAsync(context.GetRequired(TransactionId), context.CancellationToken);
        context.Set(Result, payment);
        context.Complete(payment is null ? "Not found" : "Found");
    }
}
