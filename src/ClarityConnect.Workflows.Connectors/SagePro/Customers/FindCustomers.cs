using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.SagePro.Customers;

/// <summary>Finds customers by number, e-mail, telephone or name.</summary>
[Activity("ClarityConnect.SagePro", "Sage Pro", "Finds customers in Sage Pro by number, e-mail address, telephone number or name.", DisplayName = "Find customers")]
[FlowNode("Found", "Not found")]
public sealed class FindCustomers : ReadingActivity<Customer>
{
    /// <summary>The number.</summary>
    [Input(DisplayName = "Customer number", Description = "The customer's number in Sage Pro. Fill in at least one of the fields.", Order = 1)]
    public Input<string> Number { get; set; } = new();

    /// <summary>The e-mail address.</summary>
    [Input(DisplayName = "E-mail", Description = "The e-mail address. A customer with this address or the telephone number is found.", Order = 2)]
    public Input<string> Email { get; set; } = new();

    /// <summary>The telephone number.</summary>
    [Input(DisplayName = "Telephone", Description = "The telephone number, in any writing; the last ten digits count.", Order = 3)]
    public Input<string> Phone { get; set; } = new();

    /// <summary>A part of the name.</summary>
    [Input(DisplayName = "Name contains", Description = "A part of the name.", Order = 4)]
    public Input<string> NameContains { get; set; } = new();

    private protected override string Operation => SageProOperation.FindCustomers;

    private protected override object InputOf(ActivityExecutionContext context)
    {
        var query = new CustomerQuery
        {
            Number = Filled(context.Get(Number)),
            Email = Filled(context.Get(Email)),
            Phone = Filled(context.Get(Phone)),
            Name = Filled(context.Get(NameContains)),
        };
        return query.IsEmpty
            ? throw new ActivityException(FailureKind.InvalidData, "Nothing says which customer is looked for. Give a number, an e-mail address, a telephone number or a name.")
            : query;
    }

    private protected override string OutcomeOf(IReadOnlyList<Customer> rows) => rows.Count > 0 ? "Found" : "Not found";

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
