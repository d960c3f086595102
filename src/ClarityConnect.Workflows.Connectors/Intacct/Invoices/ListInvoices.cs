using ClarityConnect.Workflows.Connectors.Intacct.Choices;
using ClarityConnect.Workflows.Connectors.Intacct.Gateway;
using ClarityConnect.Workflows.Connectors.Intacct.Queries;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.Intacct.Invoices;

/// <summary>Lists invoices, such as a customer's open ones: what a statement shows.</summary>
[Activity("ClarityConnect.Intacct", "Sage Intacct", "Lists invoices without their lines, such as the open ones of a customer.", DisplayName = "List invoices")]
public sealed class ListInvoices : CodeActivity<IReadOnlyList<LedgerInvoice>>
{
    /// <summary>The Sage Intacct company.</summary>
    [Input(Description = "The Sage Intacct company.", ConnectionType = typeof(IntacctConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The customer.</summary>
    [Input(DisplayName = "Customer", Description = "The ID of the customer; empty for all.", Choices = typeof(CustomerChoices))]
    public Input<string> CustomerId { get; set; } = new();

    /// <summary>The first day.</summary>
    [Input(DisplayName = "From", Description = "The first invoice date; empty for any.")]
    public Input<DateOnly?> From { get; set; } = new();

    /// <summary>The last day.</summary>
    [Input(DisplayName = "To", Description = "The last invoice date; empty for any.")]
    public Input<DateOnly?> To { get; set; } = new();

    /// <summary>Whether paid ones are left out.</summary>
    [Input(DisplayName = "Only open", Description = "Whether invoices on which nothing is due any longer are left out.")]
    public Input<bool> OnlyOpen { get; set; } = new();

    /// <summary>How many at most.</summary>
    [Input(DisplayName = "Most records", Description = "After how many invoices reading stops.")]
    public Input<int> MaxRecords { get; set; } = new(10_000);

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var conditions = new List<IntacctCondition>();
        if (context.Get(CustomerId) is { Length: > 0 } customer)
            conditions.Add(IntacctCondition.Equal("CUSTOMERID", customer));
        if (context.Get(From) is { } from)
            conditions.Add(new IntacctCondition { Field = "WHENCREATED", Operator = IntacctOperator.GreaterThanOrEqualTo, Value = IntacctXml.Write(from) });
        if (context.Get(To) is { } to)
            conditions.Add(new IntacctCondition { Field = "WHENCREATED", Operator = IntacctOperator.LessThanOrEqualTo, Value = IntacctXml.Write(to) });
        if (context.Get(OnlyOpen))
            conditions.Add(new IntacctCondition { Field = "TOTALDUE", Operator = IntacctOperator.GreaterThan, Value = "0" });
        var client = await context.GetClientAsync<IntacctClient>(Connection);
        context.Set(Result, await InvoiceReader.ListAsync(client, credits: false, conditions, Math.Max(1, context.Get(MaxRecords)), context.CancellationToken));
    }
}
