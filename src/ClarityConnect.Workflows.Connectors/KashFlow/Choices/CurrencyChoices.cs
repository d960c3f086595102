using ClarityConnect.Workflows.Connectors.KashFlow.Setup;
using ClarityConnect.Workflows.Sdk.Choices;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Choices;

/// <summary>Lists the currencies that the company invoices in.</summary>
public sealed class CurrencyChoices : ChoiceProvider
{
    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<Choice>> ListAsync(ChoiceContext context)
    {
        var client = await context.GetClientAsync<KashFlowClient>();
        var entries = await KashFlowSetup.CurrenciesAsync(client, context.CancellationToken);
        return [.. entries.Select(entry => new Choice(entry.Code, entry.Name.Length == 0 ? entry.Code : $"{entry.Code} – {entry.Name}"))];
    }
}
