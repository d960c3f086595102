using ClarityConnect.Workflows.Connectors.KashFlow.Setup;
using ClarityConnect.Workflows.Sdk.Choices;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Choices;

/// <summary>Lists the ways to pay, by name.</summary>
public sealed class PaymentMethodChoices : ChoiceProvider
{
    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<Choice>> ListAsync(ChoiceContext context)
    {
        var client = await context.GetClientAsync<KashFlowClient>();
        var entries = await KashFlowSetup.PaymentMethodsAsync(client, context.CancellationToken);
        return [.. entries.Select(entry => new Choice(entry.Name))];
    }
}
