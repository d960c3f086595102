using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.Intacct.Setup;

/// <summary>Lists the journals that entries can be posted to.</summary>
[Activity("ClarityConnect.Intacct", "Sage Intacct", "Lists the journals that entries can be posted to.", DisplayName = "List journals")]
public sealed class ListJournals : CodeActivity<IReadOnlyList<SetupEntry>>
{
    /// <summary>The Sage Intacct company.</summary>
    [Input(Description = "The Sage Intacct company.", ConnectionType = typeof(IntacctConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.Set(Result, await IntacctSetup.ListAsync(await context.GetClientAsync<IntacctClient>(Connection), IntacctSetup.Journals, context.CancellationToken));
}
