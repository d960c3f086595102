using ClarityConnect.Workflows.Connectors.Opayo.Pi;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Opayo.Payments;

/// <summary>Reads a transaction by Opayo's id.</summary>
[Activity("ClarityConnect.Opayo", "Opayo", "Reads a payment by Opayo's id: where it stands, amount, card and checks.", DisplayName = "Get payment")]
[FlowNode("Found", "Not found")]
public sealed class GetPayment : CodeActivity<Payment>
{
    /// <summary>The merchant at Opayo.</summary>
    [Input(Description = "The merchant at Opayo Pi.", ConnectionType = typeof(OpayoPiConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The transaction.</summary>
    [Input(DisplayName = "Transaction", Description = "Opayo's id of the transaction. To find one by your own reference, use 'Find transaction'.", IsRequired = true)]
    public Input<string> TransactionId { get; set; } = new();

    /// <summary>Our reference.</summary>
    [Input(DisplayName = "Merchant reference", Description = "Your own reference, to have it in the result; Opayo Pi does not give it back.")]
    public Input<string> VendorTxCode { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<OpayoPiClient>(Connection);
        var found = await client.FindAsync(context.GetRequired(TransactionId), patient: true, context.CancellationToken);
        if (found is not null)
            context.Set(Result, (found with { VendorTxCode = found.VendorTxCode ?? context.Get(VendorTxCode) }).ToPayment());
        context.Complete(found is null ? "Not found" : "Found");
    }
}
