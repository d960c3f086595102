using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Customers;

/// <summary>Finds customers by e-mail, telephone or number.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Finds customers by e-mail address, telephone number or customer number. What is given has to fit all together.", DisplayName = "Find customers")]
[FlowNode("Found", "Not found")]
public sealed class FindCustomers : CodeActivity<IReadOnlyList<Customer>>
{
    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The e-mail address.</summary>
    [Input(DisplayName = "E-mail", Description = "The e-mail address; capitals do not matter.")]
    public Input<string> Email { get; set; } = new();

    /// <summary>The telephone number.</summary>
    [Input(DisplayName = "Telephone", Description = "The telephone number in any spelling; its last ten digits decide.")]
    public Input<string> Phone { get; set; } = new();

    /// <summary>The customer number.</summary>
    [Input(DisplayName = "Customer number", Description = "The number that people use, not the internal id.")]
    public Input<string> Number { get; set; } = new();

    /// <summary>The first one found.</summary>
    [Output(Description = "The first customer that was found; empty for none.")]
    public Output<Customer> First { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var search = new CustomerSearch { Email = context.Get(Email), Phone = context.Get(Phone), Number = context.Get(Number) };
        if (search.IsEmpty)
            throw new ActivityException(FailureKind.InvalidData, "'Find customers' was given nothing to look for. Give an e-mail address, a telephone number or a customer number.");
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        var found = await client.Customers.SearchAsync(search, context.CancellationToken);
        context.Set(Result, found);
        context.Set(First, found.Count > 0 ? found[0] : null);
        context.Complete(found.Count > 0 ? "Found" : "Not found");
    }
}
