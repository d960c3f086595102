using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Setup;

/// <summary>Lists the ways in which customers pay.</summary>
[Activity("ClarityConnect.KashFlow", "KashFlow", "Lists the ways in which customers pay.", DisplayName = "List payment methods")]
public sealed class ListPaymentMethods : CodeActivity<IReadOnlyList<SetupEntry>>
{
    /// <summary>The KashFlow company.</summary>
    [Input(Description = "The KashFlow company.", ConnectionType = typeof(KashFlowConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.Set(Result, await KashFlowSetup.PaymentMethodsAsync(await context.GetClientAsync<KashFlowClient>(Connection), context.CancellationToken));
}
