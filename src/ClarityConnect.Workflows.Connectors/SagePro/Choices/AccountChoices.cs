using ClarityConnect.Workflows.Connectors.SagePro.Accounts;
using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Sdk.Choices;

namespace ClarityConnect.Workflows.Connectors.SagePro.Choices;

/// <summary>Lists the accounts of the general ledger.</summary>
public sealed class AccountChoices : ChoiceProvider
{
    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<Choice>> ListAsync(ChoiceContext context)
    {
        var client = await context.GetClientAsync<SageProClient>();
        var accounts = await client.ListAsync<SageProAccount>(SageProOperation.ListAccounts, null, context.CancellationToken);
        return [.. accounts.Select(account => new Choice(account.Number, account.Description is null ? account.Number : $"{account.Number} {account.Description}"))];
    }
}
