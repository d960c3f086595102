using System.Globalization;
using ClarityConnect.Workflows.Connectors.KashFlow.Setup;
using ClarityConnect.Workflows.Sdk.Choices;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Choices;

/// <summary>Lists the VAT rates in percent.</summary>
public sealed class VatRateChoices : ChoiceProvider
{
    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<Choice>> ListAsync(ChoiceContext context)
    {
        var client = await context.GetClientAsync<KashFlowClient>();
        var entries = await KashFlowSetup.VatRatesAsync(client, context.CancellationToken);
        return [.. entries.Select(entry => Show(entry.Percent.ToString("0.####", CultureInfo.InvariantCulture), entry.Name))];
    }

    private static Choice Show(string percent, string? name) => new(percent, name is null ? $"{percent} %" : $"{percent} % – {name}");
}
