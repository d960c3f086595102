using ClarityConnect.Workflows.Connectors.Intacct.Setup;
using ClarityConnect.Workflows.Sdk.Choices;

namespace ClarityConnect.Workflows.Connectors.Intacct.Choices;

/// <summary>Lists the departments of the company that are in use.</summary>
public sealed class DepartmentChoices : ChoiceProvider
{
    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<Choice>> ListAsync(ChoiceContext context)
    {
        var client = await context.GetClientAsync<IntacctClient>();
        return SetupEntry.ToChoices(await IntacctSetup.ListAsync(client, IntacctSetup.Departments, context.CancellationToken));
    }
}
