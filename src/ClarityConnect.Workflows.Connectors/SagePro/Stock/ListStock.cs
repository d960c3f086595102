using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.SagePro.Stock;

/// <summary>Lists how much of each item each location holds.</summary>
[Activity("ClarityConnect.SagePro", "Sage Pro", "Lists how much of each item each location of Sage Pro holds.", DisplayName = "List stock levels")]
public sealed class ListStock : ReadingActivity<StockLevel>
{
    /// <summary>The item.</summary>
    [Input(DisplayName = "Item number", Description = "The number of the one item; empty for all.", Order = 1)]
    public Input<string> Number { get; set; } = new();

    /// <summary>The location.</summary>
    [Input(Description = "The number of the one location; empty for all.", Order = 2)]
    public Input<string> Location { get; set; } = new();

    private protected override string Operation => SageProOperation.ListStock;

    private protected override IReadOnlyList<StockLevel> Choose(ActivityExecutionContext context, IReadOnlyList<StockLevel> rows) =>
        [.. rows.Where(level => Means(context.Get(Number), level.Sku) && Means(context.Get(Location), level.LocationId))];

    private static bool Means(string? wanted, string? actual) => string.IsNullOrWhiteSpace(wanted) || string.Equals(wanted.Trim(), actual, StringComparison.OrdinalIgnoreCase);
}
