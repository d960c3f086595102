using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Customers;

/// <summary>Changes a customer's data.</summary>
[Activity("ClarityConnect.KashFlow", "KashFlow", "Changes a customer's data. What is not given stays as it is.", DisplayName = "Update customer")]
[FlowNode("Updated", "Not found")]
public sealed class UpdateCustomer : CodeActivity<Customer>
{
    /// <summary>The KashFlow company.</summary>
    [Input(Description = "The KashFlow company.", ConnectionType = typeof(KashFlowConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The customer's code.</summary>
    [Input(DisplayName = "Customer code", Description = "The customer's code in KashFlow, such as ACME01.", IsRequired = true)]
    public Input<string> CustomerCode { get; set; } = new();

    /// <summary>The new data.</summary>
    [Input(Description = "The new data as { company, firstName, lastName, email, phone, billingAddress, taxNumber, customFields }. What is left out stays as it is.", IsRequired = true)]
    public Input<Customer> Customer { get; set; } = new();

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Repeatable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<KashFlowClient>(Connection);
        var customer = context.GetRequired(Customer);
        var updated = await CustomerChange.ApplyAsync(
            client, context.GetRequired(CustomerCode).Trim(), (_, body) => CustomerMapping.Write(customer, body), context.CancellationToken);
        if (updated is not null)
            context.Set(Result, updated);
        context.Complete(updated is null ? "Not found" : "Updated");
    }
}
