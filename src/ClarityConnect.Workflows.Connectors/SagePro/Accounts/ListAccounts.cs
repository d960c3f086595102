using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.SagePro.Accounts;

/// <summary>Lists the accounts of the general ledger.</summary>
[Activity("ClarityConnect.SagePro", "Sage Pro", "Lists the accounts of Sage Pro's general ledger, for mapping tables.", DisplayName = "List accounts")]
public sealed class ListAccounts : ReadingActivity<SageProAccount>
{
    private protected override string Operation => SageProOperation.ListAccounts;
}
