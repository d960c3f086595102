using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Items;

/// <summary>Finds an item by id, stock number or barcode.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Finds an item by its id, stock number or barcode.", DisplayName = "Find item")]
[FlowNode("Found", "Not found")]
public sealed class FindItem : CodeActivity<Product>
{
    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The item's id.</summary>
    [Input(DisplayName = "Item", Description = "The id of the item, as lines of tickets carry it. Empty to search by number or barcode.")]
    public Input<string> ProductId { get; set; } = new();

    /// <summary>The stock number.</summary>
    [Input(DisplayName = "Stock number", Description = "The number (SKU) that is the same in every system.")]
    public Input<string> Sku { get; set; } = new();

    /// <summary>The barcode.</summary>
    [Input(Description = "The barcode, where neither id nor number is known.")]
    public Input<string> Barcode { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        var found = (context.Get(ProductId), context.Get(Sku), context.Get(Barcode)) switch
        {
            ({ Length: > 0 } id, _, _) => (await client.Items.FindAsync(id, context.CancellationToken))?.Product,
            (_, { Length: > 0 } sku, _) => await client.Items.FindBySkuAsync(sku, context.CancellationToken),
            (_, _, { Length: > 0 } barcode) => await client.Items.FindByBarcodeAsync(barcode, context.CancellationToken),
            _ => throw new ActivityException(FailureKind.InvalidData, "'Find item' was given nothing to look for. Give an id, a stock number or a barcode."),
        };
        context.Set(Result, found);
        context.Complete(found is null ? "Not found" : "Found");
    }
}
