using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Orders;

/// <summary>Reads one sales order by id or by our reference.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Reads one sales order with lines and payments, by its id or by your reference.", DisplayName = "Get order")]
[FlowNode("Found", "Not found")]
public sealed class GetOrder : CodeActivity<Order>
{
    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The order's id.</summary>
    [Input(DisplayName = "Order", Description = "Heartland's id of the order; empty to find it by reference.")]
    public Input<string> OrderId { get; set; } = new();

    /// <summary>Our reference.</summary>
    [Input(Description = "The reference that 'Create order' was given.")]
    public Input<string> Reference { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        var order = (context.Get(OrderId), context.Get(Reference)) switch
        {
            ({ Length: > 0 } id, _) => (await client.Orders.FindAsync(id, context.CancellationToken))?.Order,
            (_, { Length: > 0 } reference) => await client.Orders.FindByReferenceAsync(reference, context.CancellationToken),
            _ => throw new ActivityException(FailureKind.InvalidData, "'Get order' was given nothing to look for. Give an id or a reference."),
        };
        context.Set(Result, order);
        context.Complete(order is null ? "Not found" : "Found");
    }
}
