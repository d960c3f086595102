using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Triggers;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Changes;

/// <summary>Starts an instance for every sales order that is placed or changed. Retail tells nobody of orders, so it is asked at an interval.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Starts for every sales order that is placed or changed, by asking Heartland at an interval.", DisplayName = "Order placed or changed")]
public sealed class OrderChangedCheck : RetailCheck<Order>
{
    /// <summary>Whether changes that workflows made are told too.</summary>
    [Input(DisplayName = "Include changes by workflows", Description = "Whether orders as a workflow made or changed them are told too. Leave it off for a sync in both directions, or it answers itself.")]
    public Input<bool> IncludeOwn { get; set; } = new();

    private protected override async Task<(IReadOnlyList<TriggerEvent> Events, DateTimeOffset? Through)> FindAsync(
        HeartlandRetailClient client, PollContext context, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var all = context.Get(IncludeOwn);
        var changed = await client.Orders.ListChangedAsync(from, cancellationToken);
        return ([.. changed.Where(found => all || !found.IsOurs).Select(found => RecordEvents.Order(found.Order))], changed.Max(found => found.Order.UpdatedAt));
    }
}
