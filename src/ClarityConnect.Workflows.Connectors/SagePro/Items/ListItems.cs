using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.SagePro.Items;

/// <summary>Lists items, or reads one.</summary>
[Activity("ClarityConnect.SagePro", "Sage Pro", "Lists the items of Sage Pro, or reads one.", DisplayName = "List items")]
public sealed class ListItems : ReadingActivity<Product>
{
    /// <summary>The item.</summary>
    [Input(DisplayName = "Item number", Description = "The number of the one item to read; empty for all.", Order = 1)]
    public Input<string> Number { get; set; } = new();

    private protected override string Operation => SageProOperation.ListItems;

    private protected override IReadOnlyList<Product> Choose(ActivityExecutionContext context, IReadOnlyList<Product> rows) =>
        context.Get(Number) is { Length: > 0 } number ? [.. rows.Where(item => string.Equals(item.Sku, number.Trim(), StringComparison.OrdinalIgnoreCase))] : rows;
}
