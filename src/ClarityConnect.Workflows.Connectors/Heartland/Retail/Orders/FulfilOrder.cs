using ClarityConnect.Workflows.Connectors.Heartland.Retail.Choices;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Orders;

/// <summary>Invoices an open order, which takes its goods out of stock; once for each order.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Invoices an open order as a whole, which takes its goods out of stock. An order is never fulfilled twice.", DisplayName = "Fulfil order")]
[FlowNode("Done", "Not found")]
public sealed class FulfilOrder : CodeActivity<string>
{
    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The order.</summary>
    [Input(DisplayName = "Order", Description = "Heartland's id of the order.", IsRequired = true)]
    public Input<string> OrderId { get; set; } = new();

    /// <summary>The till.</summary>
    [Input(DisplayName = "Station", Description = "The till that invoices; empty for the one that took the order.", Choices = typeof(StationChoices))]
    public Input<string> StationId { get; set; } = new();

    /// <summary>Whether it was there before.</summary>
    [Output(Description = "Whether it was there before, so that nothing was made now.")]
    public Output<bool> AlreadyExisted { get; set; } = new();

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Reconcilable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        var invoice = await client.Orders.FulfilAsync(context.GetRequired(OrderId), context.Get(StationId), context.CancellationToken);
        context.Set(Result, invoice?.InvoiceId);
        context.Set(AlreadyExisted, invoice?.Existed ?? false);
        context.Complete(invoice is null ? "Not found" : "Done");
    }

    /// <inheritdoc/>
    protected override async ValueTask<Reconciliation> ReconcileAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        if (await client.Orders.FindInvoiceAsync(context.GetRequired(OrderId), context.CancellationToken) is not { IsComplete: true } invoice)
            return Reconciliation.NotApplied;
        context.Set(Result, invoice.InvoiceId);
        context.Set(AlreadyExisted, true);
        context.Complete("Done");
        return Reconciliation.Applied;
    }
}
