using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Stock;

/// <summary>Adds to the stock of items or takes from it, at most once for each reference.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Adds to the stock of items or takes from it. The same reference is never posted twice.", DisplayName = "Adjust stock")]
public sealed class AdjustStock : StockWrite
{
    /// <summary>The items.</summary>
    [Input(Description = "The items, as a list of { sku or productId, quantity, unitCost }. A quantity below zero takes away.", IsRequired = true)]
    public Input<IReadOnlyList<StockChange>> Lines { get; set; } = new();

    private protected override bool IsAbsolute => false;

    private protected override IReadOnlyList<StockChange> LinesOf(ActivityExecutionContext context) => context.Get(Lines) ?? [];
}
