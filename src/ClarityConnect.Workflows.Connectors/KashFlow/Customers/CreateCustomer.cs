using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.KashFlow.Choices;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Customers;

/// <summary>Creates a customer under a code, unless there is one with the code.</summary>
[Activity("ClarityConnect.KashFlow", "KashFlow", "Creates a customer. There is never a second one with the same code.", DisplayName = "Create customer")]
[FlowNode("Created", "Already there")]
public sealed class CreateCustomer : CodeActivity<Customer>
{
    /// <summary>The KashFlow company.</summary>
    [Input(Description = "The KashFlow company.", ConnectionType = typeof(KashFlowConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The customer.</summary>
    [Input(Description = "The customer as { code, customerId, company, firstName, lastName, email, phone, billingAddress, taxNumber, currency, customFields }. customerId is the id at the system it comes from; customFields go to custom text boxes.", IsRequired = true)]
    public Input<Customer> Customer { get; set; } = new();

    /// <summary>The customer's code.</summary>
    [Input(DisplayName = "Customer code", Description = "The code that KashFlow knows the customer by, such as ACME01. Empty: the code in the customer's data.")]
    public Input<string> CustomerCode { get; set; } = new();

    /// <summary>The nominal code that the customer's invoices use by themselves.</summary>
    [Input(DisplayName = "Default nominal code", Description = "The nominal code that the customer's invoices use where nothing else is said.", Choices = typeof(NominalChoices), Category = "Advanced")]
    public Input<string> DefaultNominalCode { get; set; } = new();

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Reconcilable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var (client, customer, code) = await ReadAsync(context);
        if (CustomerMapping.NameOf(customer) is null)
            throw new ActivityException(FailureKind.InvalidData, $"Customer {code} has no name. Give a company, or a first or last name.");
        var outcome = await client.Turns.RunAsync(
            $"customer code {code}",
            async () =>
            {
                if (await CustomerLookup.ByCodeAsync(client, code, context.CancellationToken) is { } earlier)
                {
                    context.Set(Result, CustomerMapping.Read(earlier));
                    return "Already there";
                }

                // With the first flag on, KashFlow would invent another code for a repeated request and make a second customer.
                var body = new JsonObject { ["Code"] = code, ["CreateCustomerCodeIfDuplicate"] = false, ["CreateCustomerNameIfEmptyOrNull"] = false };
                CustomerMapping.Write(customer, body);
                CustomerMapping.WriteNominal(context.Get(DefaultNominalCode), body);
                var created = await client.Rest.PostAsync("customers", body, context.CancellationToken);
                context.Set(Result, created.ValueKind == System.Text.Json.JsonValueKind.Object ? CustomerMapping.Read(created) : customer with { Code = code });
                return "Created";
            },
            context.CancellationToken);
        context.Complete(outcome);
    }

    /// <inheritdoc/>
    protected override async ValueTask<Reconciliation> ReconcileAsync(ActivityExecutionContext context)
    {
        var (client, _, code) = await ReadAsync(context);
        if (await CustomerLookup.ByCodeAsync(client, code, context.CancellationToken) is not { } found)
            return Reconciliation.NotApplied;
        context.Set(Result, CustomerMapping.Read(found));
        context.Complete("Created");
        return Reconciliation.Applied;
    }

    private async ValueTask<(KashFlowClient Client, Customer Customer, string Code)> ReadAsync(ActivityExecutionContext context)
    {
        var customer = context.GetRequired(Customer);
        var code = (string.IsNullOrWhiteSpace(context.Get(CustomerCode)) ? customer.Code : context.Get(CustomerCode))?.Trim();
        if (string.IsNullOrEmpty(code))
            throw new ActivityException(FailureKind.InvalidData, "The customer has no code. Give the input 'Customer code', by which the customer is created once.");
        return (await context.GetClientAsync<KashFlowClient>(Connection), customer, code);
    }
}
