using ClarityConnect.Workflows.Sdk.Choices;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Choices;

/// <summary>Lists the tills of the account, each with its shop.</summary>
public sealed class StationChoices : RetailChoices
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Choice>> ListAsync(HeartlandRetailClient client, ChoiceContext context)
    {
        var choices = new List<Choice>();
        foreach (var location in (await client.ListLocationsAsync(context.CancellationToken)).Where(location => location.IsActive))
        {
            choices.AddRange((await client.ListStationsAsync(location.LocationId, context.CancellationToken))
                .Select(station => new Choice(station.StationId, $"{location.Name}, {station.Name}")));
        }

        return choices;
    }
}
