namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>An account of the chart.</summary>
/// <param name="Number">ACCOUNTNO.</param>
/// <param name="Title">TITLE.</param>
/// <param name="BalanceSheet">Balance sheet account; otherwise income statement.</param>
/// <param name="DebitNormal">Normal balance is debit; otherwise credit.</param>
/// <param name="Active">Inactive accounts refuse entries.</param>
/// <param name="RequiresDepartment">Entries need a department.</param>
public sealed record GlAccount(
    string Number, string Title, bool BalanceSheet, bool DebitNormal, bool Active = true, bool RequiresDepartment = false);
