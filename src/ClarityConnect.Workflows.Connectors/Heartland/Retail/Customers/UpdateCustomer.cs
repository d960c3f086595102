using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Customers;

/// <summary>Changes a customer; what is not given stays.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Changes a customer. What is not given stays as it is.", DisplayName = "Update customer")]
[FlowNode("Done", "Not found")]
public sealed class UpdateCustomer : CodeActivity<Customer>
{
    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The customer.</summary>
    [Input(DisplayName = "Customer", Description = "The id of the customer.", IsRequired = true)]
    public Input<string> CustomerId { get; set; } = new();

    /// <summary>What changes.</summary>
    [Input(Description = "What changes: any of { code, firstName, lastName, email, phone, billingAddress, shippingAddress, customFields }.", IsRequired = true)]
    public Input<Customer> Changes { get; set; } = new();

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Repeatable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        var customer = await client.Customers.UpdateAsync(context.GetRequired(CustomerId), context.GetRequired(Changes), context.CancellationToken);
        context.Set(Result, customer);
        context.Complete(customer is null ? "Not found" : "Done");
    }
}
