using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Customers;

/// <summary>Makes a customer, at most once for each customer number.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Makes a customer. The same customer number is never made twice.", DisplayName = "Create customer")]
public sealed class CreateCustomer : CodeActivity<Customer>
{
    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The customer.</summary>
    [Input(Description = "The customer: { firstName, lastName, company, email, phone, billingAddress, shippingAddress, customFields }. A first or last name, or a company, is needed.", IsRequired = true)]
    public Input<Customer> Customer { get; set; } = new();

    /// <summary>The customer number.</summary>
    [Input(DisplayName = "Customer number", Description = "The number to give the customer, the same whenever the same customer is made; usually the number in the system that the customer comes from. Empty for the customer's own 'code'.")]
    public Input<string> Number { get; set; } = new();

    /// <summary>Retail's id of the customer.</summary>
    [Output(Description = "Heartland's id of the customer.")]
    public Output<string> CustomerId { get; set; } = new();

    /// <summary>Whether it was there before.</summary>
    [Output(Description = "Whether it was there before, so that nothing was made now.")]
    public Output<bool> AlreadyExisted { get; set; } = new();

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Reconcilable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var (customer, number) = Wanted(context);
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        var (made, existed) = await client.Customers.CreateAsync(customer, number, context.CancellationToken);
        Report(context, made, existed);
    }

    /// <inheritdoc/>
    protected override async ValueTask<Reconciliation> ReconcileAsync(ActivityExecutionContext context)
    {
        var (customer, number) = Wanted(context);
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        // A customer whose address is missing is no finished effect; running again adds it.
        if (await client.Customers.FindByNumberAsync(number, customer, context.CancellationToken) is not { IsWhole: true } found)
            return Reconciliation.NotApplied;
        Report(context, found.Customer, existed: true);
        context.Complete();
        return Reconciliation.Applied;
    }

    private (Customer Customer, string Number) Wanted(ActivityExecutionContext context)
    {
        var customer = context.GetRequired(Customer);
        var number = context.Get(Number) is { Length: > 0 } given ? given : customer.Code;
        if (string.IsNullOrWhiteSpace(number))
            throw new ActivityException(FailureKind.InvalidData, "The customer has no number. Give 'Customer number', or a customer with a 'code': it is what keeps a customer from being made twice.");
        return (customer, number.Trim());
    }

    private void Report(ActivityExecutionContext context, Customer customer, bool existed)
    {
        context.Set(Result, customer);
        context.Set(CustomerId, customer.CustomerId);
        context.Set(AlreadyExisted, existed);
    }
}
