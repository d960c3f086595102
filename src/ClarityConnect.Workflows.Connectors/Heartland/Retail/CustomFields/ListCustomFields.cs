using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.CustomFields;

/// <summary>Lists the fields that the account defines itself.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Lists the fields that the account defines itself.", DisplayName = "List custom fields")]
public sealed class ListCustomFields : CodeActivity<IReadOnlyList<RetailField>>
{
    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The group; empty for all.</summary>
    [Input(Description = "Only fields of this group; empty for all.", Options = ["customer", "item", "sales.transaction", "sales.transaction.line_item"])]
    public Input<string> Group { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        context.Set(Result, await client.CustomFields.ListAsync(context.Get(Group) is { Length: > 0 } group ? group : null, context.CancellationToken));
    }
}
