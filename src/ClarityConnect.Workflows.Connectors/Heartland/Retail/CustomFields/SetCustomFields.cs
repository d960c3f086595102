using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.CustomFields;

/// <summary>Sets values of a record's custom fields; other fields stay.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Sets values of custom fields of a customer, item, order or ticket. Other fields stay.", DisplayName = "Set custom fields")]
[FlowNode("Done", "Not found")]
public sealed class SetCustomFields : CodeActivity
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

    /// <summary>The values.</summary>
    [Input(Description = "The values by key, such as { fraud_score: '12' }.", IsRequired = true)]
    public Input<IReadOnlyDictionary<string, string>> Values { get; set; } = new();

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Repeatable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        var done = await client.CustomFields.SetAsync(context.Get(Kind), context.GetRequired(RecordId), context.GetRequired(Values), context.CancellationToken);
        context.Complete(done ? "Done" : "Not found");
    }
}
