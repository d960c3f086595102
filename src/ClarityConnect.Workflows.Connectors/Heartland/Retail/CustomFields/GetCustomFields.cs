using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.CustomFields;

/// <summary>Reads the values of a record's custom fields.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Reads the values of the custom fields of a customer, item, order or ticket.", DisplayName = "Get custom fields")]
[FlowNode("Found", "Not found")]
public sealed class GetCustomFields : CodeActivity<IReadOnlyDictionary<string, string>>
{
    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>What the record is.</summary>
    [Input(DisplayName = "Record is a", Description = "What the record is: a customer, an item, an order or a ticket.", IsRequired = true)]
    public Input<RecordKind> Kind { get; set; } = new();

    /// <summary>The record.</summary>
    [Input(DisplayName = "Record", Description = "The id of the record.", IsRequired = true)]
    public Input<string> RecordId { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        var values = await client.CustomFields.ReadAsync(context.Get(Kind), context.GetRequired(RecordId), context.CancellationToken);
        context.Set(Result, values);
        context.Complete(values is null ? "Not found" : "Found");
    }
}
