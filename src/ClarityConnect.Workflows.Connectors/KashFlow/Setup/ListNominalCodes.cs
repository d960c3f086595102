using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Setup;

/// <summary>Lists the nominal codes of the ledger.</summary>
[Activity("ClarityConnect.KashFlow", "KashFlow", "Lists the nominal codes of the ledger.", DisplayName = "List nominal codes")]
public sealed class ListNominalCodes : CodeActivity<IReadOnlyList<NominalCode>>
{
    /// <summary>The KashFlow company.</summary>
    [Input(Description = "The KashFlow company.", ConnectionType = typeof(KashFlowConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.Set(Result, await KashFlowSetup.NominalCodesAsync(await context.GetClientAsync<KashFlowClient>(Connection), context.CancellationToken));
}
