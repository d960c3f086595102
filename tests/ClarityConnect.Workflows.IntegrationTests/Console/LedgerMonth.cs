namespace ClarityConnect.Workflows.IntegrationTests.Console;

/// <summary>Whether the ledger of <see cref="PostToLedger"/> takes journals.</summary>
internal sealed class LedgerMonth
{
    public bool IsOpen { get; set; }
}
