using ClarityConnect.Workflows.Connectors.Intacct.Setup;
using ClarityConnect.Workflows.Sdk.Choices;

namespace ClarityConnect.Workflows.Connectors.Intacct.Choices;

/// <summary>Lists the employees of the company that are in use.</summary>
public sealed class EmployeeChoices : ChoiceProvider
{
    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<Choice>> ListAsync(ChoiceContext context)
    {
        var client = await context.GetClientAsync<IntacctClient>();
        return SetupEntry.ToChoices(await IntacctSetup.ListAsync(client, IntacctSetup.Employees, context.CancellationToken));
    }
}
