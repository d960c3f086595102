using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Setup;

/// <summary>Reads one shop: its name, number and time zone.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Reads one shop: its name, number and time zone.", DisplayName = "Get location")]
public sealed class GetLocation : CodeActivity<RetailLocation>
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
        context.Set(Result, await client.GetLocationAsync(context.GetRequired(LocationId), context.CancellationToken));
    }
}
