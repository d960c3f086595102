using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.Intacct.Setup;

/// <summary>Lists the locations and entities that lines can be tagged with.</summary>
[Activity("ClarityConnect.Intacct", "Sage Intacct", "Lists the locations and entities that lines can be tagged with.", DisplayName = "List locations")]
public sealed class ListLocations : CodeActivity<IReadOnlyList<SetupEntry>>
{
    /// <summary>The Sage Intacct company.</summary>
    [Input(Description = "The Sage Intacct company.", ConnectionType = typeof(IntacctConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.Set(Result, await IntacctSetup.ListAsync(await context.GetClientAsync<IntacctClient>(Connection), IntacctSetup.Locations, context.CancellationToken));
}
