using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Items;

/// <summary>Changes an item; what is not given stays.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Changes an item. What is not given stays as it is.", DisplayName = "Update item")]
[FlowNode("Done", "Not found")]
public sealed class UpdateItem : CodeActivity<Product>
{
    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The item.</summary>
    [Input(DisplayName = "Item", Description = "The id of the item.", IsRequired = true)]
    public Input<string> ProductId { get; set; } = new();

    /// <summary>The new name.</summary>
    [Input(DisplayName = "Item name", Description = "What the item is called; empty to keep it.")]
    public Input<string> ItemName { get; set; } = new();

    /// <summary>The new description.</summary>
    [Input(Description = "What it is, in more words; empty to keep it.")]
    public Input<string> Description { get; set; } = new();

    /// <summary>The new price.</summary>
    [Input(Description = "The selling price of one without tax, in the account's currency; empty to keep it.")]
    public Input<decimal?> Price { get; set; } = new();

    /// <summary>The new cost.</summary>
    [Input(Description = "What one costs you; empty to keep it.")]
    public Input<decimal?> Cost { get; set; } = new();

    /// <summary>The new barcode.</summary>
    [Input(Description = "The barcode; empty to keep it.")]
    public Input<string> Barcode { get; set; } = new();

    /// <summary>Whether it is sold.</summary>
    [Input(DisplayName = "Is sold", Description = "Whether the item is sold; empty to keep it.")]
    public Input<bool?> IsActive { get; set; } = new();

    /// <summary>Values of custom fields.</summary>
    [Input(DisplayName = "Custom fields", Description = "Values of custom fields by key, such as { color: 'Red' }; others stay.")]
    public Input<IReadOnlyDictionary<string, string>> CustomFields { get; set; } = new();

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Repeatable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var body = new JsonObject()
            .With("description", context.Get(ItemName))
            .With("long_description", context.Get(Description))
            .With("primary_barcode", context.Get(Barcode))
            .With("price", context.Get(Price))
            .With("cost", context.Get(Cost))
            .WithCustom(context.Get(CustomFields));
        if (context.Get(IsActive) is { } active)
            body.With("active", active);
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        var product = await client.Items.UpdateAsync(context.GetRequired(ProductId), body, context.CancellationToken);
        context.Set(Result, product);
        context.Complete(product is null ? "Not found" : "Done");
    }
}
