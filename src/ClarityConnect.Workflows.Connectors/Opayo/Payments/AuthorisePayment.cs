using ClarityConnect.Workflows.Connectors.Opayo.Pi;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Opayo.Payments;

/// <summary>Takes money on a card that was checked before with Authenticate; several times, up to 115 % of that amount.</summary>
[Activity("ClarityConnect.Opayo", "Opayo", "Takes money on a card that was checked before (Authenticate). Several times if need be, up to 115 % of the checked amount.", DisplayName = "Authorise payment")]
[FlowNode(PaymentOutcomes.Paid, PaymentOutcomes.Declined, PaymentOutcomes.Cancelled)]
public sealed class AuthorisePayment : PiTransactionActivity<Payment>
{
    /// <summary>The transaction that checked the card.</summary>
    [Input(DisplayName = "Checked transaction", Description = "Opayo's id of the transaction that checked the card.", IsRequired = true, Order = 1)]
    public Input<string> ReferenceTransactionId { get; set; } = new();

    private protected override TransactionRequest Request(ActivityExecutionContext context, TransactionRequest common) =>
        common with { TransactionType = "Authorise", ReferenceTransactionId = context.GetRequired(ReferenceTransactionId) };

    private protected override Payment ToResult(ActivityExecutionContext context, OpayoTransaction transaction) => transaction.ToPayment();

    private protected override string? OutcomeOf(OpayoTransaction transaction) =>
        PaymentOutcomes.Of(transaction.Status) is PaymentOutcomes.Paid or PaymentOutcomes.Declined or PaymentOutcomes.Cancelled ? PaymentOutcomes.Of(transaction.Status) : null;
}
