using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Triggers;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Changes;

/// <summary>
/// Starts an instance for every item whose stock moved at a location. Retail tells nobody of stock, so its movements are asked for at an
/// interval, and the figure is read again.
/// </summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Starts for every item whose stock moved, once for each shop or warehouse and check, with the stock that is left.", DisplayName = "Stock changed")]
public sealed class StockChangedCheck : RetailCheck<StockLevel>
{
    /// <summary>Whether changes that workflows made are told too.</summary>
    [Input(DisplayName = "Include changes by workflows", Description = "Whether stock that a workflow adjusted is told too. Leave it off for a sync in both directions, or it answers itself.")]
    public Input<bool> IncludeOwn { get; set; } = new();

    private protected override async Task<(IReadOnlyList<TriggerEvent> Events, DateTimeOffset? Through)> FindAsync(
        HeartlandRetailClient client, PollContext context, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var movements = await client.Stock.ListMovementsAsync(from, cancellationToken);
        if (movements.Count == 0)
            return ([], null);
        var own = new HashSet<string>(StringComparer.Ordinal);
        foreach (var adjustment in context.Get(IncludeOwn) ? [] : movements.Select(movement => movement.Note).OfType<string>().Distinct())
        {
            if (await client.Stock.IsOursAsync(adjustment, cancellationToken))
                own.Add(adjustment);
        }

        // The last movement names the state, so a figure that is read in two polls is told once.
        var last = movements.Where(movement => movement.Note is null || !own.Contains(movement.Note))
            .GroupBy(movement => (movement.ProductId, movement.LocationId))
            .ToDictionary(group => group.Key, group => group.Last());
        var levels = last.Count == 0
            ? []
            : await client.Stock.ListAsync(null, [.. last.Keys.Select(key => key.ProductId)], withEmpty: true, cancellationToken);
        var wanted = await client.Stock.WithSkusAsync([.. levels.Where(level => last.ContainsKey((level.ProductId, level.LocationId ?? "")))], cancellationToken);
        return ([.. wanted.Select(level => (Level: level, Movement: last[(level.ProductId, level.LocationId ?? "")]))
            .Select(pair => new TriggerEvent($"stock:{pair.Level.ProductId}:{pair.Level.LocationId}:{pair.Movement.Id}", pair.Level with { At = pair.Movement.At }, pair.Level.Sku))],
            movements.Max(movement => movement.At));
    }
}
