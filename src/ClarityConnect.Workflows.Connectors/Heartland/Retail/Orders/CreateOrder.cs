using ClarityConnect.Workflows.Connectors.Heartland.Retail.Choices;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Orders;

/// <summary>Makes a sales order with its lines, at most once for each reference.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Makes a sales order with its lines. The same reference is never made twice.", DisplayName = "Create order")]
public sealed class CreateOrder : CodeActivity<Order>
{
    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The order.</summary>
    [Input(Description = "The order: { customerId, locationId, shipping, lines: [{ sku or productId, quantity, unitPrice, discount }], customFields }. Tax is worked out by Heartland.", IsRequired = true)]
    public Input<Order> Order { get; set; } = new();

    /// <summary>Our reference.</summary>
    [Input(Description = "Your reference, the same whenever the same order is made, such as the shop's order number.", IsRequired = true)]
    public Input<string> Reference { get; set; } = new();

    /// <summary>The till that takes the order.</summary>
    [Input(DisplayName = "Station", Description = "The till that takes the order, usually one set up for the web shop.", Choices = typeof(StationChoices), IsRequired = true)]
    public Input<string> StationId { get; set; } = new();

    /// <summary>The location, where the order names none.</summary>
    [Input(DisplayName = "Location", Description = "The shop or warehouse that fulfils the order; empty for the order's own.", Choices = typeof(LocationChoices))]
    public Input<string> LocationId { get; set; } = new();

    /// <summary>Whether it is opened for fulfilment.</summary>
    [Input(DisplayName = "Open at once", Description = "Whether the order is opened for fulfilment at once; otherwise it stays pending, for example until it is paid.")]
    public Input<bool> OpenAtOnce { get; set; } = new(true);

    /// <summary>Retail's id of the order.</summary>
    [Output(Description = "Heartland's id of the order.")]
    public Output<string> OrderId { get; set; } = new();

    /// <summary>Whether it was there before.</summary>
    [Output(Description = "Whether it was there before, so that nothing was made now.")]
    public Output<bool> AlreadyExisted { get; set; } = new();

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Reconcilable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        var (order, existed) = await client.Orders.PlaceAsync(Plan(context), context.CancellationToken);
        Report(context, order, existed);
    }

    /// <inheritdoc/>
    protected override async ValueTask<Reconciliation> ReconcileAsync(ActivityExecutionContext context)
    {
        var plan = Plan(context);
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        // An order that lacks lines is no finished effect; running again goes on with it.
        if (await client.Orders.FindByReferenceAsync(plan.Reference, context.CancellationToken) is not { } found || !RetailOrders.IsWhole(found, plan))
            return Reconciliation.NotApplied;
        Report(context, found, existed: true);
        context.Complete();
        return Reconciliation.Applied;
    }

    private OrderPlan Plan(ActivityExecutionContext context)
    {
        var order = context.GetRequired(Order);
        if (context.Get(LocationId) is { Length: > 0 } location)
            order = order with { LocationId = location };
        return new OrderPlan(context.GetRequired(Reference), order, context.GetRequired(StationId), context.Get(OpenAtOnce));
    }

    private void Report(ActivityExecutionContext context, Order order, bool existed)
    {
        context.Set(Result, order);
        context.Set(OrderId, order.OrderId);
        context.Set(AlreadyExisted, existed);
    }
}
