using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Setup;

/// <summary>Lists the bank accounts.</summary>
[Activity("ClarityConnect.KashFlow", "KashFlow", "Lists the bank accounts.", DisplayName = "List bank accounts")]
public sealed class ListBankAccounts : CodeActivity<IReadOnlyList<SetupEntry>>
{
    /// <summary>The KashFlow company.</summary>
    [Input(Description = "The KashFlow company.", ConnectionType = typeof(KashFlowConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.Set(Result, await KashFlowSetup.BankAccountsAsync(await context.GetClientAsync<KashFlowClient>(Connection), context.CancellationToken));
}
