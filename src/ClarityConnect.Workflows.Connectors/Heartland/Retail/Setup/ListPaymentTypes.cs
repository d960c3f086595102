using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Setup;

/// <summary>Lists the ways to pay that the account is set up with; each is mapped to a clearing account.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Lists the ways to pay that the account is set up with; each is mapped to a clearing account.", DisplayName = "List payment types")]
public sealed class ListPaymentTypes : CodeActivity<IReadOnlyList<RetailPaymentType>>
{
    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        context.Set(Result, await client.ListPaymentTypesAsync(context.CancellationToken));
    }
}
