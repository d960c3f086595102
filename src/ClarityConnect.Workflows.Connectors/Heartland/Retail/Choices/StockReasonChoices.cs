using ClarityConnect.Workflows.Sdk.Choices;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Choices;

/// <summary>Lists the reasons why stock may be changed.</summary>
public sealed class StockReasonChoices : RetailChoices
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Choice>> ListAsync(HeartlandRetailClient client, ChoiceContext context) =>
        [.. (await client.Stock.ListReasonsAsync(context.CancellationToken)).Select(reason => new Choice(reason.Id, reason.Name))];
}
