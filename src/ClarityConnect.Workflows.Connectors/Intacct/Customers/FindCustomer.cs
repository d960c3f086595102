using ClarityConnect.Workflows.Connectors.Intacct.Queries;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Customers;

/// <summary>Finds a customer. Left by "Several found" where it is not clear which one is meant.</summary>
[Activity("ClarityConnect.Intacct", "Sage Intacct", "Finds a customer by ID, e-mail address, telephone number or name.", DisplayName = "Find customer")]
[FlowNode("Found", "Not found", "Several found")]
public sealed class FindCustomer : CodeActivity<LedgerCustomer>
{
    /// <summary>The Sage Intacct company.</summary>
    [Input(Description = "The Sage Intacct company.", ConnectionType = typeof(IntacctConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The customer's id.</summary>
    [Input(DisplayName = "Customer ID", Description = "The ID of the customer. The first of these four that has a value is looked for.")]
    public Input<string> CustomerId { get; set; } = new();

    /// <summary>The e-mail address.</summary>
    [Input(DisplayName = "E-mail", Description = "The e-mail address, as it is written in Intacct.")]
    public Input<string> Email { get; set; } = new();

    /// <summary>The telephone number.</summary>
    [Input(Description = "The telephone number, as it is written in Intacct.")]
    public Input<string> Phone { get; set; } = new();

    /// <summary>The name.</summary>
    [Input(DisplayName = "Customer name", Description = "The name; % stands for any characters.")]
    public Input<string> CustomerName { get; set; } = new();

    /// <summary>Fields that the company defines itself.</summary>
    [Input(DisplayName = "Custom fields to read", Description = "The integration names of custom fields to read too, as a list.", Category = "Advanced")]
    public Input<IReadOnlyList<string>> CustomFields { get; set; } = new();

    /// <summary>The customer alone.</summary>
    [Output(Description = "The customer: customerId, firstName, lastName, company, email, phone, billingAddress and more.")]
    public Output<Customer> Customer { get; set; } = new();

    /// <summary>All that were found.</summary>
    [Output(Description = "All customers that were found, at most 100.")]
    public Output<IReadOnlyList<Customer>> Candidates { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<IntacctClient>(Connection);
        var found = await CustomerReader.ListAsync(client, [Condition(context)], context.Get(CustomFields) ?? [], 100, context.CancellationToken);
        context.Set(Candidates, [.. found.Select(customer => customer.Customer)]);
        if (found is [var one])
        {
            context.Set(Result, one);
            context.Set(Customer, one.Customer);
        }

        context.Complete(found.Count switch { 0 => "Not found", 1 => "Found", _ => "Several found" });
    }

    private IntacctCondition Condition(ActivityExecutionContext context) =>
        (context.Get(CustomerId), context.Get(Email), context.Get(Phone), context.Get(CustomerName)) switch
        {
            ({ Length: > 0 } id, _, _, _) => IntacctCondition.Equal("CUSTOMERID", id.Trim()),
            (_, { Length: > 0 } email, _, _) => IntacctCondition.Equal("DISPLAYCONTACT.EMAIL1", email.Trim()),
            (_, _, { Length: > 0 } phone, _) => IntacctCondition.Equal("DISPLAYCONTACT.PHONE1", phone.Trim()),
            (_, _, _, { Length: > 0 } name) => new IntacctCondition { Field = "NAME", Operator = IntacctOperator.Like, Value = name.Trim() },
            _ => throw new ActivityException(FailureKind.InvalidData, "Nothing is given to find a customer by. Give an ID, an e-mail address, a telephone number or a name."),
        };
}
