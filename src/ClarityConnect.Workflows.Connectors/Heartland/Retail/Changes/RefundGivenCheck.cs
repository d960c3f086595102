using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Triggers;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Changes;

/// <summary>Starts an instance for every refund that tills give, found by asking at an interval.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Starts for every return or refund that a till gives, by asking Heartland at an interval.", DisplayName = "Refund given (regular check)")]
public sealed class RefundGivenCheck : TicketCheck
{
    private protected override TriggerEvent? EventOf(Sale sale) => SaleEvents.Refunded(sale);
}
