using ClarityConnect.Workflows.Sdk.Choices;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Choices;

/// <summary>Lists the shops and warehouses of the account that are in use.</summary>
public sealed class LocationChoices : RetailChoices
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Choice>> ListAsync(HeartlandRetailClient client, ChoiceContext context) =>
        [.. (await client.ListLocationsAsync(context.CancellationToken)).Where(location => location.IsActive).Select(location => new Choice(location.LocationId, location.Name))];
}
