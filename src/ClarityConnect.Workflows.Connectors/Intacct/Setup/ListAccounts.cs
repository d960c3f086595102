using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.Intacct.Setup;

/// <summary>Lists the accounts of the general ledger.</summary>
[Activity("ClarityConnect.Intacct", "Sage Intacct", "Lists the accounts of the general ledger.", DisplayName = "List accounts")]
public sealed class ListAccounts : CodeActivity<IReadOnlyList<LedgerAccount>>
{
    /// <summary>The Sage Intacct company.</summary>
    [Input(Description = "The Sage Intacct company.", ConnectionType = typeof(IntacctConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.Set(Result, await IntacctSetup.AccountsAsync(await context.GetClientAsync<IntacctClient>(Connection), context.CancellationToken));
}
