using ClarityConnect.Workflows.Connectors.KashFlow.Setup;
using ClarityConnect.Workflows.Sdk.Choices;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Choices;

/// <summary>Lists the bank accounts, by name.</summary>
public sealed class BankAccountChoices : ChoiceProvider
{
    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<Choice>> ListAsync(ChoiceContext context)
    {
        var client = await context.GetClientAsync<KashFlowClient>();
        var entries = await KashFlowSetup.BankAccountsAsync(client, context.CancellationToken);
        return [.. entries.Select(entry => new Choice(entry.Name))];
    }
}
