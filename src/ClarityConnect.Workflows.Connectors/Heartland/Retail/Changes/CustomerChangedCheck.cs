using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Triggers;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Changes;

/// <summary>Starts an instance for every customer that is made or changed, found by asking at an interval.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Starts for every customer that is made or changed, by asking Heartland at an interval.", DisplayName = "Customer changed (regular check)")]
public sealed class CustomerChangedCheck : RetailCheck<Customer>
{
    /// <summary>Whether changes that workflows made are told too.</summary>
    [Input(DisplayName = "Include changes by workflows", Description = "Whether changes that a workflow made are told too. Leave it off for a sync in both directions, or it answers itself.")]
    public Input<bool> IncludeOwn { get; set; } = new();

    private protected override async Task<(IReadOnlyList<TriggerEvent> Events, DateTimeOffset? Through)> FindAsync(
        HeartlandRetailClient client, PollContext context, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var all = context.Get(IncludeOwn);
        var changed = await client.Customers.ListChangedAsync(from, cancellationToken);
        return ([.. changed.Where(found => all || !found.IsOurs).Select(found => RecordEvents.Customer(found.Customer))], changed.Max(found => found.Customer.UpdatedAt));
    }
}
