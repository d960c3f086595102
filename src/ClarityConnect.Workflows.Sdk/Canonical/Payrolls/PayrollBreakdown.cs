namespace ClarityConnect.Workflows.Sdk.Canonical.Payrolls;

/// <summary>A payroll run as lines of a journal.</summary>
/// <param name="Lines">The lines; debits equal credits, in all and for each location. None where an account is missing.</param>
/// <param name="Gross">All earnings.</param>
/// <param name="Net">What the employees are paid.</param>
/// <param name="EmployerCosts">What the employer pays on top.</param>
/// <param name="Missing">What the table of accounts has no account for, in words that name kind and code; empty if nothing is missing.</param>
public sealed record PayrollBreakdown(
    IReadOnlyList<JournalLine> Lines, decimal Gross, decimal Net, decimal EmployerCosts, IReadOnlyList<string> Missing);
