using ClarityConnect.Workflows.Connectors.KashFlow.Setup;
using ClarityConnect.Workflows.Sdk.Choices;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Choices;

/// <summary>Lists the nominal codes that are in use.</summary>
public sealed class NominalChoices : ChoiceProvider
{
    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<Choice>> ListAsync(ChoiceContext context)
    {
        var client = await context.GetClientAsync<KashFlowClient>();
        var entries = await KashFlowSetup.NominalCodesAsync(client, context.CancellationToken);
        return [.. entries.Where(entry => !entry.IsArchived).OrderBy(entry => entry.Code, StringComparer.Ordinal).Select(entry => new Choice(entry.Code, $"{entry.Code} – {entry.Name}"))];
    }
}
