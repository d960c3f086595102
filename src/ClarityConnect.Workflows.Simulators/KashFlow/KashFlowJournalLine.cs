namespace ClarityConnect.Workflows.Simulators.KashFlow;

/// <summary>A line of a journal.</summary>
/// <param name="NominalCode">The nominal code.</param>
/// <param name="Debit">The debit, or zero.</param>
/// <param name="Credit">The credit, or zero.</param>
/// <param name="Comment">What it says.</param>
public sealed record KashFlowJournalLine(int NominalCode, decimal Debit, decimal Credit, string Comment);
