using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Setup;

/// <summary>Lists the VAT rates.</summary>
[Activity("ClarityConnect.KashFlow", "KashFlow", "Lists the VAT rates.", DisplayName = "List VAT rates")]
public sealed class ListVatRates : CodeActivity<IReadOnlyList<VatRate>>
{
    /// <summary>The KashFlow company.</summary>
    [Input(Description = "The KashFlow company.", ConnectionType = typeof(KashFlowConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.Set(Result, await KashFlowSetup.VatRatesAsync(await context.GetClientAsync<KashFlowClient>(Connection), context.CancellationToken));
}
