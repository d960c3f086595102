using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Setup;

/// <summary>Lists the shops of the account, with the ids that tickets carry.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Lists the shops of the account, with the ids that tickets carry.", DisplayName = "List locations")]
public sealed class ListLocations : CodeActivity<IReadOnlyList<RetailLocation>>
{
    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        context.Set(Result, await client.ListLocationsAsync(context.CancellationToken));
    }
}
