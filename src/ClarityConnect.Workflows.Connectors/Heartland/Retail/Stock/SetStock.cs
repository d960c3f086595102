using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Stock;

/// <summary>Brings the stock of items to given figures, at most once for each reference: what is on hand is read, and the difference posted.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Brings the stock of items to given figures: what is on hand is read first, and only the difference is posted. The same reference is never posted twice.", DisplayName = "Set stock")]
public sealed class SetStock : StockWrite
{
    /// <summary>The items.</summary>
    [Input(Description = "The items, each once, as a list of { sku or productId, quantity, unitCost }. The quantity is how many there are to be.", IsRequired = true)]
    public Input<IReadOnlyList<StockChange>> Levels { get; set; } = new();

    private protected override bool IsAbsolute => true;

    private protected override IReadOnlyList<StockChange> LinesOf(ActivityExecutionContext context) => context.Get(Levels) ?? [];
}
