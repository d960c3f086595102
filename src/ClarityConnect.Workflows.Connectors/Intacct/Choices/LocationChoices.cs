using ClarityConnect.Workflows.Connectors.Intacct.Setup;
using ClarityConnect.Workflows.Sdk.Choices;

namespace ClarityConnect.Workflows.Connectors.Intacct.Choices;

/// <summary>Lists the locations of the company that are in use.</summary>
public sealed class LocationChoices : ChoiceProvider
{
    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<Choice>> ListAsync(ChoiceContext context)
    {
        var client = await context.GetClientAsync<IntacctClient>();
        return SetupEntry.ToChoices(await IntacctSetup.ListAsync(client, IntacctSetup.Locations, context.CancellationToken));
    }
}
