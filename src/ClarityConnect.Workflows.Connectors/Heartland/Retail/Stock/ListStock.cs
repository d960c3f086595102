using ClarityConnect.Workflows.Connectors.Heartland.Retail.Choices;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Stock;

/// <summary>Lists how much there is of items.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Lists how much there is of items: on hand and promised to orders, for each shop and warehouse.", DisplayName = "List stock")]
public sealed class ListStock : CodeActivity<IReadOnlyList<StockLevel>>
{
    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The location; empty for all.</summary>
    [Input(DisplayName = "Location", Description = "The shop or warehouse; empty for all.", Choices = typeof(LocationChoices))]
    public Input<string> LocationId { get; set; } = new();

    /// <summary>The items; empty for all.</summary>
    [Input(DisplayName = "Items", Description = "The ids of the items, as a list; empty for all items.")]
    public Input<IReadOnlyList<string>> ProductIds { get; set; } = new();

    /// <summary>Whether empty places are listed too.</summary>
    [Input(Description = "Whether items of which there is nothing are listed too.")]
    public Input<bool> IncludeEmpty { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        var location = context.Get(LocationId) is { Length: > 0 } given ? given : null;
        var levels = await client.Stock.ListAsync(location, context.Get(ProductIds) ?? [], context.Get(IncludeEmpty), context.CancellationToken);
        context.Set(Result, await client.Stock.WithSkusAsync(levels, context.CancellationToken));
    }
}
