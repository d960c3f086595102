using ClarityConnect.Workflows.Connectors.Opayo.Reporting;
using ClarityConnect.Workflows.Sdk.Choices;

namespace ClarityConnect.Workflows.Connectors.Opayo.Settlements;

/// <summary>Lists the acquirers that Opayo has sent batches to within four weeks.</summary>
public sealed class AcquirerChoices : ChoiceProvider
{
    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<Choice>> ListAsync(ChoiceContext context)
    {
        var client = await context.GetClientAsync<OpayoReportingClient>();
        var batches = await client.ListRecentBatchesAsync(TimeSpan.FromDays(28), context.CancellationToken);
        return [.. batches.Select(batch => batch.Acquirer).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(acquirer => new Choice(acquirer))];
    }
}
