using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Opayo.Reporting;

/// <summary>Finds a transaction by our reference or by Opayo's id.</summary>
[Activity("ClarityConnect.Opayo", "Opayo", "Finds a payment or refund by your own reference or by Opayo's id, with all checks and where it stands.", DisplayName = "Find transaction")]
[FlowNode("Found", "Not found")]
public sealed class FindTransaction : CodeActivity<Payment>
{
    /// <summary>The reporting account.</summary>
    [Input(Description = "The Opayo reporting account.", ConnectionType = typeof(OpayoReportingConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>Our reference.</summary>
    [Input(DisplayName = "Merchant reference", Description = "Your own reference (vendorTxCode). Give this or the transaction.")]
    public Input<string> VendorTxCode { get; set; } = new();

    /// <summary>Opayo's id.</summary>
    [Input(DisplayName = "Transaction", Description = "Opayo's id of the transaction; goes before the merchant reference.")]
    public Input<string> TransactionId { get; set; } = new();

    /// <summary>Where it stands.</summary>
    [Output(Description = "Where it stands, such as Paid, Settled, Refunded, Voided or Declined.")]
    public Output<PaymentStatus> Status { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<OpayoReportingClient>(Connection);
        var found = (context.Get(TransactionId)?.Trim(), context.Get(VendorTxCode)?.Trim()) switch
        {
            ({ Length: > 0 } id, _) => await client.FindByTransactionIdAsync(id, context.CancellationToken),
            (_, { Length: > 0 } code) => await client.FindByVendorTxCodeAsync(code, context.CancellationToken),
            _ => throw new ActivityException(FailureKind.InvalidData, "Neither 'Merchant reference' nor 'Transaction' is given. Give one of them."),
        };
        if (found is not null)
        {
            context.Set(Result, found.ToPayment());
            context.Set(Status, found.Status);
        }

        context.Complete(found is null ? "Not found" : "Found");
    }
}
