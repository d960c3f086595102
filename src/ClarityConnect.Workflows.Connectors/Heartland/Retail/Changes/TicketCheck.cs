using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Triggers;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Changes;

/// <summary>What triggers that look for tickets have in common.</summary>
public abstract class TicketCheck : RetailCheck<Sale>
{
    private protected abstract TriggerEvent? EventOf(Sale sale);

    private protected sealed override async Task<(IReadOnlyList<TriggerEvent> Events, DateTimeOffset? Through)> FindAsync(
        HeartlandRetailClient client, PollContext context, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var changed = await client.ListChangedTicketsAsync(from, cancellationToken);
        return ([.. changed.Select(ticket => EventOf(ticket.Sale)).OfType<TriggerEvent>()], changed.Count == 0 ? null : changed.Max(ticket => ticket.UpdatedAt));
    }
}
