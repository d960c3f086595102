using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Setup;

/// <summary>Lists the tills of a shop, with the ids that tickets carry.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Lists the tills of a shop, with the ids that tickets carry.", DisplayName = "List stations")]
public sealed class ListStations : CodeActivity<IReadOnlyList<RetailStation>>
{
    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The shop.</summary>
    [Input(DisplayName = "Location", Description = "The id of the shop.", IsRequired = true)]
    public Input<string> LocationId { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        context.Set(Result, await client.ListStationsAsync(context.GetRequired(LocationId), context.CancellationToken));
    }
}
