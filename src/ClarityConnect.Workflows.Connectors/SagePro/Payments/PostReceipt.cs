using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.SagePro.Payments;

/// <summary>Posts a customer's payment, once for each reference.</summary>
[Activity("ClarityConnect.SagePro", "Sage Pro", "Posts a customer's payment to Sage Pro and waits until it is in the books. The same reference is never posted twice.", DisplayName = "Post cash receipt")]
[FlowNode(PostedOutcome, DeliveredOutcome, TimedOutOutcome, CustomerNotFoundOutcome, InvoiceNotFoundOutcome)]
public sealed class PostReceipt : PaymentActivity
{
    private protected override bool IsRefund => false;
}
