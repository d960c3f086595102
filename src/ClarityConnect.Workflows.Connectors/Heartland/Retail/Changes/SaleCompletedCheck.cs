using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Triggers;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Changes;

/// <summary>Starts an instance for every sale that tills complete, found by asking at an interval.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Starts for every sale that a till completes, by asking Heartland at an interval. Needs no address that Heartland can call.", DisplayName = "Sale completed (regular check)")]
public sealed class SaleCompletedCheck : TicketCheck
{
    private protected override TriggerEvent? EventOf(Sale sale) => SaleEvents.Completed(sale);
}
