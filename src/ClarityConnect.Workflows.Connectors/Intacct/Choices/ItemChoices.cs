using ClarityConnect.Workflows.Connectors.Intacct.Setup;
using ClarityConnect.Workflows.Sdk.Choices;

namespace ClarityConnect.Workflows.Connectors.Intacct.Choices;

/// <summary>Lists the items of the company that are in use.</summary>
public sealed class ItemChoices : ChoiceProvider
{
    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<Choice>> ListAsync(ChoiceContext context)
    {
        var client = await context.GetClientAsync<IntacctClient>();
        return SetupEntry.ToChoices(await IntacctSetup.ListAsync(client, IntacctSetup.Items, context.CancellationToken));
    }
}
