using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Customers;

/// <summary>Finds a customer by code, by the key of another system, or by e-mail address.</summary>
[Activity("ClarityConnect.KashFlow", "KashFlow", "Finds a customer by code, by the id at another system, or by e-mail address.", DisplayName = "Find customer")]
[FlowNode("Found", "Not found")]
public sealed class FindCustomer : CodeActivity<Customer>
{
    /// <summary>The KashFlow company.</summary>
    [Input(Description = "The KashFlow company.", ConnectionType = typeof(KashFlowConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The customer's code.</summary>
    [Input(DisplayName = "Customer code", Description = "The customer's code in KashFlow, such as ACME01. The quickest way to find one.")]
    public Input<string> CustomerCode { get; set; } = new();

    /// <summary>The id at another system.</summary>
    [Input(DisplayName = "Id at the other system", Description = "The customer's id at the system that the customer came from, as 'Create customer' stored it.")]
    public Input<string> ExternalId { get; set; } = new();

    /// <summary>The e-mail address.</summary>
    [Input(DisplayName = "E-mail address", Description = "The e-mail address, for customers of whom nothing else is known. The first one who has it is found.")]
    public Input<string> Email { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var (code, key, email) = (context.Get(CustomerCode), context.Get(ExternalId), context.Get(Email));
        if (string.IsNullOrWhiteSpace(code) && string.IsNullOrWhiteSpace(key) && string.IsNullOrWhiteSpace(email))
            throw new ActivityException(FailureKind.InvalidData, "Nothing was given to find the customer by. Give a customer code, an id at the other system, or an e-mail address.");
        var client = await context.GetClientAsync<KashFlowClient>(Connection);
        var found = string.IsNullOrWhiteSpace(code) ? null : await CustomerLookup.ByCodeAsync(client, code, context.CancellationToken);
        if (found is null && !(string.IsNullOrWhiteSpace(key) && string.IsNullOrWhiteSpace(email)))
            found = await CustomerLookup.ByKeyOrEmailAsync(client, key, email, context.CancellationToken);
        if (found is { } customer)
            context.Set(Result, CustomerMapping.Read(customer));
        context.Complete(found is null ? "Not found" : "Found");
    }
}
