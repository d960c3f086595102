using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Items;

/// <summary>Lists the items of the account.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Lists the items of the account, all of them or those with given stock numbers.", DisplayName = "List items")]
public sealed class ListItems : CodeActivity<IReadOnlyList<Product>>
{
    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The stock numbers; empty for all.</summary>
    [Input(DisplayName = "Stock numbers", Description = "The numbers (SKU) of the items wanted, as a list; empty for all items.")]
    public Input<IReadOnlyList<string>> Skus { get; set; } = new();

    /// <summary>Whether items that are no longer sold are listed too.</summary>
    [Input(Description = "Whether items that are no longer sold are listed too.")]
    public Input<bool> IncludeInactive { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        var inactive = context.Get(IncludeInactive);
        context.Set(Result, context.Get(Skus) is { Count: > 0 } skus
            ? [.. (await client.Items.ListBySkuAsync(skus, context.CancellationToken)).Values.Where(product => inactive || product.IsActive)]
            : await client.Items.ListAsync(inactive, context.CancellationToken));
    }
}
