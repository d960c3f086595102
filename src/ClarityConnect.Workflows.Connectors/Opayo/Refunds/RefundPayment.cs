using ClarityConnect.Workflows.Connectors.Opayo.Payments;
using ClarityConnect.Workflows.Connectors.Opayo.Pi;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Opayo.Refunds;

/// <summary>Gives money back for an earlier payment, in whole or in parts.</summary>
[Activity("ClarityConnect.Opayo", "Opayo", "Gives money back for an earlier payment, in whole or in parts. The same merchant reference is never refunded twice.", DisplayName = "Refund payment")]
[FlowNode("Refunded", "Refused")]
public sealed class RefundPayment : PiTransactionActivity<Refund>
{
    /// <summary>The payment.</summary>
    [Input(DisplayName = "Payment", Description = "Opayo's id of the payment that is given back.", IsRequired = true, Order = 1)]
    public Input<string> ReferenceTransactionId { get; set; } = new();

    private protected override TransactionRequest Request(ActivityExecutionContext context, TransactionRequest common) =>
        common with { TransactionType = "Refund", ReferenceTransactionId = context.GetRequired(ReferenceTransactionId) };

    private protected override Refund ToResult(ActivityExecutionContext context, OpayoTransaction transaction) => transaction.ToRefund(context.Get(Description));

    private protected override string? OutcomeOf(OpayoTransaction transaction) => transaction.Status switch
    {
        PaymentStatus.Refunded or PaymentStatus.Settled => "Refunded",
        PaymentStatus.Declined or PaymentStatus.Voided or PaymentStatus.Cancelled => "Refused",
        _ => null,
    };

    private protected override string? RefusedAs(ActivityException refusal) =>
        refusal.Kind == FailureKind.Rejected && PiFailure.IsRefundRefused(refusal) ? "Refused" : null;
}
