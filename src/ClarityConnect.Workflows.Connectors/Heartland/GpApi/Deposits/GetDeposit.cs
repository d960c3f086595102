using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.Heartland.GpApi.Deposits;

/// <summary>Reads one deposit of GP API.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Reads one deposit of the unified gateway (GP API): sales, refunds, chargebacks and fees, and whether they come to what the bank was paid.", DisplayName = "Get deposit")]
[FlowNode("Found", "Does not add up", "Not found")]
public sealed class GetDeposit : CodeActivity<GpDeposit>
{
    /// <summary>The merchant at GP API.</summary>
    [Input(Description = "The merchant at the unified gateway (GP API).", ConnectionType = typeof(HeartlandGpConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The deposit.</summary>
    [Input(DisplayName = "Deposit", Description = "The id of the deposit; it begins with DEP_.", IsRequired = true)]
    public Input<string> DepositId { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<HeartlandGpClient>(Connection);
        var deposit = await client.FindDepositAsync(context.GetRequired(DepositId), context.CancellationToken);
        context.Set(Result, deposit);
        context.Complete(deposit switch { null => "Not found", { AddsUp: true } => "Found", _ => "Does not add up" });
    }
}
