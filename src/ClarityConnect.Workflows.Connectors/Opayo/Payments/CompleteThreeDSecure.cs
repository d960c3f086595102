using ClarityConnect.Workflows.Connectors.Opayo.Pi;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Opayo.Payments;

/// <summary>Hands the response to a 3-D Secure challenge in and so ends the payment.</summary>
[Activity("ClarityConnect.Opayo", "Opayo", "Goes on with a payment after the customer has been at the bank's 3-D Secure page. The same response handed in twice ends the payment once.", DisplayName = "Complete 3-D Secure")]
[FlowNode(PaymentOutcomes.Paid, PaymentOutcomes.Authorised, PaymentOutcomes.Authenticated, PaymentOutcomes.Declined, PaymentOutcomes.Cancelled)]
public sealed class CompleteThreeDSecure : CodeActivity<Payment>
{
    /// <summary>The merchant at Opayo.</summary>
    [Input(Description = "The merchant at Opayo Pi.", ConnectionType = typeof(OpayoPiConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The transaction.</summary>
    [Input(DisplayName = "Transaction", Description = "Opayo's id of the payment that needs 3-D Secure.", IsRequired = true)]
    public Input<string> TransactionId { get; set; } = new();

    /// <summary>What the bank's page posted.</summary>
    [Input(DisplayName = "Challenge response", Description = "What the bank's page posted to the shop as 'cres'.", IsRequired = true, IsSensitive = true)]
    public Input<string> ChallengeResponse { get; set; } = new();

    /// <summary>Our reference.</summary>
    [Input(DisplayName = "Merchant reference", Description = "Your own reference, to have it in the result; Opayo Pi does not give it back.")]
    public Input<string> VendorTxCode { get; set; } = new();

    /// <summary>Where it stands.</summary>
    [Output(Description = "Where it stands, such as Paid, Authorised or Declined.")]
    public Output<PaymentStatus> Status { get; set; } = new();

    /// <summary>Opayo's own words.</summary>
    [Output(DisplayName = "Status detail", Description = "Opayo's own words.")]
    public Output<string> StatusDetail { get; set; } = new();

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Reconcilable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<OpayoPiClient>(Connection);
        var id = context.GetRequired(TransactionId);
        OpayoTransaction? transaction;
        try
        {
            transaction = await client.AnswerChallengeAsync(id, context.GetRequired(ChallengeResponse), context.CancellationToken);
        }
        catch (ActivityException refusal) when (refusal.Kind == FailureKind.Rejected && PiFailure.IsWrongState(refusal))
        {
            // The bank's page posts twice now and then: the first post has ended the payment.
            transaction = await client.FindAsync(id, patient: true, context.CancellationToken);
            if (transaction is null || transaction.Status == PaymentStatus.RequiresAction)
                throw;
        }

        transaction ??= await client.FindAsync(id, patient: true, context.CancellationToken);
        if (transaction is null || !Report(context, transaction))
        {
            throw new ActivityException(
                FailureKind.OutcomeUnknown,
                $"Opayo took the 3-D Secure response of transaction {id} and does not say how the payment ended{(transaction is null ? "" : $" ({transaction.Word} {transaction.Code})")}. It is read again before anything is repeated.");
        }
    }

    /// <inheritdoc/>
    protected override async ValueTask<Reconciliation> ReconcileAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<OpayoPiClient>(Connection);
        var found = await client.FindAsync(context.GetRequired(TransactionId), patient: true, context.CancellationToken);
        if (found is null)
            return Reconciliation.Unknown;
        if (found.Status == PaymentStatus.RequiresAction)
            return Reconciliation.NotApplied;
        return Report(context, found) ? Reconciliation.Applied : Reconciliation.Unknown;
    }

    private bool Report(ActivityExecutionContext context, OpayoTransaction transaction)
    {
        if (PaymentOutcomes.Of(transaction.Status) is not { } outcome || outcome == PaymentOutcomes.NeedsThreeDSecure)
            return false;
        context.Set(Result, (transaction with { VendorTxCode = transaction.VendorTxCode ?? context.Get(VendorTxCode) }).ToPayment());
        context.Set(Status, transaction.Status);
        context.Set(StatusDetail, transaction.Detail);
        context.Complete(outcome);
        return true;
    }
}
