using ClarityConnect.Workflows.Connectors.SagePro.Database;

namespace ClarityConnect.Workflows.Connectors.SagePro.Accounts;

/// <summary>An account of the general ledger.</summary>
/// <param name="Number">The account's number.</param>
/// <param name="Description">What it is called; null where the table map names no such column.</param>
public sealed record SageProAccount(string Number, string? Description)
{
    internal static SageProAccount Read(SageProRow row) => new(row.Text(0) ?? "", row.Text(1));
}
