using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Setup;

/// <summary>Lists the currencies that the company invoices in.</summary>
[Activity("ClarityConnect.KashFlow", "KashFlow", "Lists the currencies that the company invoices in.", DisplayName = "List currencies")]
public sealed class ListCurrencies : CodeActivity<IReadOnlyList<KashFlowCurrency>>
{
    /// <summary>The KashFlow company.</summary>
    [Input(Description = "The KashFlow company.", ConnectionType = typeof(KashFlowConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.Set(Result, await KashFlowSetup.CurrenciesAsync(await context.GetClientAsync<KashFlowClient>(Connection), context.CancellationToken));
}
