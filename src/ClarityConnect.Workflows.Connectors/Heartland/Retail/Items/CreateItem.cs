using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Items;

/// <summary>Makes an item, at most once for each stock number.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Makes an item. The same stock number is never made twice.", DisplayName = "Create item")]
public sealed class CreateItem : CodeActivity<Product>
{
    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The item.</summary>
    [Input(Description = "The item: { sku, name, description, barcode, price, cost, currency, isActive, isStocked, customFields }. Number (sku) and name are needed.", IsRequired = true)]
    public Input<Product> Item { get; set; } = new();

    /// <summary>Retail's id of the item.</summary>
    [Output(Description = "Heartland's id of the item.")]
    public Output<string> ProductId { get; set; } = new();

    /// <summary>Whether it was there before.</summary>
    [Output(Description = "Whether it was there before, so that nothing was made now.")]
    public Output<bool> AlreadyExisted { get; set; } = new();

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Reconcilable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        var (product, existed) = await client.Items.CreateAsync(Wanted(context, client), context.CancellationToken);
        Report(context, product, existed);
    }

    /// <inheritdoc/>
    protected override async ValueTask<Reconciliation> ReconcileAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        if (await client.Items.FindBySkuAsync(Wanted(context, client).Sku, context.CancellationToken) is not { } found)
            return Reconciliation.NotApplied;
        Report(context, found, existed: true);
        context.Complete();
        return Reconciliation.Applied;
    }

    private Product Wanted(ActivityExecutionContext context, HeartlandRetailClient client)
    {
        var product = context.GetRequired(Item);
        if (string.IsNullOrWhiteSpace(product.Sku) || string.IsNullOrWhiteSpace(product.Name))
            throw new ActivityException(FailureKind.InvalidData, $"The item '{product.Sku}' needs a number (sku) and a name.");
        return product.Currency == client.Currency
            ? product
            : throw new ActivityException(FailureKind.InvalidData, $"The item '{product.Sku}' has its price in {product.Currency}, and the account works in {client.Currency}. Convert it first.");
    }

    private void Report(ActivityExecutionContext context, Product product, bool existed)
    {
        context.Set(Result, product);
        context.Set(ProductId, product.ProductId);
        context.Set(AlreadyExisted, existed);
    }
}
