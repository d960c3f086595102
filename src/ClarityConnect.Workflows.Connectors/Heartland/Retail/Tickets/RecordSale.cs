using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Tickets;

/// <summary>Records a sale or return that was made elsewhere as a completed ticket, at most once for each number.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Records a sale or return that was made elsewhere as a completed ticket, with its payments. The same number is never recorded twice.", DisplayName = "Record sale")]
public sealed class RecordSale : CodeActivity<Sale>
{
    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The sale.</summary>
    [Input(Description = "The sale: { number, stationId, customerId, completedAt, currency, lines, tax, payments }. Its number keeps it from being recorded twice; payments have to equal goods and tax; amounts of a return are below zero.", IsRequired = true)]
    public Input<Sale> Sale { get; set; } = new();

    /// <summary>Who sold.</summary>
    [Input(DisplayName = "Sales person", Description = "Who sold, as reports show it.")]
    public Input<string> SalesRep { get; set; } = new("Web");

    /// <summary>Whether goods leave the stock.</summary>
    [Input(DisplayName = "Change stock", Description = "Whether the goods are taken out of stock. Off for history that the stock already knows.")]
    public Input<bool> ChangesStock { get; set; } = new(true);

    /// <summary>Retail's id of the ticket.</summary>
    [Output(Description = "Heartland's id of the ticket.")]
    public Output<string> TicketId { get; set; } = new();

    /// <summary>Whether it was there before.</summary>
    [Output(Description = "Whether it was there before, so that nothing was made now.")]
    public Output<bool> AlreadyExisted { get; set; } = new();

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Reconcilable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var sale = Wanted(context);
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        var (recorded, existed) = await client.RecordSaleAsync(sale, context.Get(SalesRep), context.Get(ChangesStock), context.CancellationToken);
        Report(context, recorded, existed);
    }

    /// <inheritdoc/>
    protected override async ValueTask<Reconciliation> ReconcileAsync(ActivityExecutionContext context)
    {
        var sale = Wanted(context);
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        if (await client.FindTicketByNumberAsync(sale.Number!, context.CancellationToken) is not { } found)
            return Reconciliation.NotApplied;
        Report(context, TicketBody.Confirm(found, sale), existed: true);
        context.Complete();
        return Reconciliation.Applied;
    }

    private Sale Wanted(ActivityExecutionContext context)
    {
        var sale = context.GetRequired(Sale);
        TicketBody.Check(sale);
        return sale;
    }

    private void Report(ActivityExecutionContext context, Sale sale, bool existed)
    {
        context.Set(Result, sale);
        context.Set(TicketId, sale.SaleId);
        context.Set(AlreadyExisted, existed);
    }
}
