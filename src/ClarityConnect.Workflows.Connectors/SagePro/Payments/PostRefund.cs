using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.SagePro.Payments;

/// <summary>Posts money that went back to a customer, once for each reference.</summary>
[Activity("ClarityConnect.SagePro", "Sage Pro", "Posts money that went back to a customer to Sage Pro and waits until it is in the books. The same reference is never posted twice.", DisplayName = "Post refund")]
[FlowNode(PostedOutcome, DeliveredOutcome, TimedOutOutcome, CustomerNotFoundOutcome, InvoiceNotFoundOutcome)]
public sealed class PostRefund : PaymentActivity
{
    private protected override bool IsRefund => true;
}
