using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.Intacct.Queries;

/// <summary>Reads objects of any kind.</summary>
[Activity("ClarityConnect.Intacct", "Sage Intacct", "Reads objects of any kind, such as customers, invoices or accounts, with conditions.", DisplayName = "Query")]
public sealed class Query : CodeActivity<IReadOnlyList<IReadOnlyDictionary<string, string>>>
{
    /// <summary>The Sage Intacct company.</summary>
    [Input(Description = "The Sage Intacct company.", ConnectionType = typeof(IntacctConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The object.</summary>
    [Input(DisplayName = "Object", Description = "The object by Intacct's name, such as CUSTOMER or ARINVOICE.", IsRequired = true)]
    public Input<string> ObjectName { get; set; } = new();

    /// <summary>The fields.</summary>
    [Input(Description = "The fields by Intacct's names, as a list.", IsRequired = true)]
    public Input<IReadOnlyList<string>> Fields { get; set; } = new();

    /// <summary>The conditions.</summary>
    [Input(Description = "Conditions that all have to hold, as a list of { field, operator, value } or { field, operator: 'In', values }. Dates as MM/DD/YYYY.")]
    public Input<IReadOnlyList<IntacctCondition>> Conditions { get; set; } = new();

    /// <summary>The order.</summary>
    [Input(Description = "The fields to sort by, as a list; a leading - sorts descending.")]
    public Input<IReadOnlyList<string>> OrderBy { get; set; } = new();

    /// <summary>How many objects at most.</summary>
    [Input(DisplayName = "Most records", Description = "After how many objects reading stops.")]
    public Input<int> MaxRecords { get; set; } = new(10_000);

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<IntacctClient>(Connection);
        var query = new IntacctQuery(context.GetRequired(ObjectName), context.GetRequired(Fields))
        {
            Conditions = context.Get(Conditions) ?? [],
            OrderBy = context.Get(OrderBy) ?? [],
            MaxRecords = Math.Max(1, context.Get(MaxRecords)),
        };
        context.Set(Result, await client.QueryAsync(query, context.CancellationToken));
    }
}
