using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Triggers;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Changes;

/// <summary>Starts an instance for every sale that is cancelled after the fact, so that its posting can be reversed.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Starts for every sale that is voided, also days later, so that what was posted can be reversed.", DisplayName = "Sale voided (regular check)")]
public sealed class SaleVoidedCheck : TicketCheck
{
    private protected override TriggerEvent? EventOf(Sale sale) => SaleEvents.Voided(sale);
}
