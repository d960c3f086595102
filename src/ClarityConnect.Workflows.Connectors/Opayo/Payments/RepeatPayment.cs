using ClarityConnect.Workflows.Connectors.Opayo.Pi;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Opayo.Payments;

/// <summary>Charges the card of an earlier payment again, without the customer.</summary>
[Activity("ClarityConnect.Opayo", "Opayo", "Charges the card of an earlier payment again, with any amount. The same merchant reference is never charged twice.", DisplayName = "Repeat payment")]
[FlowNode(PaymentOutcomes.Paid, PaymentOutcomes.Declined, PaymentOutcomes.Cancelled)]
public sealed class RepeatPayment : PiTransactionActivity<Payment>
{
    /// <summary>The earlier payment.</summary>
    [Input(DisplayName = "Earlier transaction", Description = "Opayo's id of the payment whose card is charged again.", IsRequired = true, Order = 1)]
    public Input<string> ReferenceTransactionId { get; set; } = new();

    private protected override TransactionRequest Request(ActivityExecutionContext context, TransactionRequest common) =>
        common with { TransactionType = "Repeat", ReferenceTransactionId = context.GetRequired(ReferenceTransactionId) };

    private protected override Payment ToResult(ActivityExecutionContext context, OpayoTransaction transaction) => transaction.ToPayment();

    private protected override string? OutcomeOf(OpayoTransaction transaction) =>
        PaymentOutcomes.Of(transaction.Status) is PaymentOutcomes.Paid or PaymentOutcomes.Declined or PaymentOutcomes.Cancelled ? PaymentOutcomes.Of(transaction.Status) : null;
}
