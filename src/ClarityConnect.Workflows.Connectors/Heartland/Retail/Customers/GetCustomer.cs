using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Customers;

/// <summary>Reads one customer with addresses.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Reads one customer with addresses and custom fields.", DisplayName = "Get customer")]
[FlowNode("Found", "Not found")]
public sealed class GetCustomer : CodeActivity<Customer>
{
    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The customer.</summary>
    [Input(DisplayName = "Customer", Description = "The id of the customer, as tickets and orders carry it.", IsRequired = true)]
    public Input<string> CustomerId { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        var found = await client.Customers.FindAsync(context.GetRequired(CustomerId), context.CancellationToken);
        context.Set(Result, found?.Customer);
        context.Complete(found is null ? "Not found" : "Found");
    }
}
