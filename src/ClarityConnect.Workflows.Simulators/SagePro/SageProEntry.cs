namespace ClarityConnect.Workflows.Simulators.SagePro;

/// <summary>An entry of a journal.</summary>
/// <param name="Account">The account.</param>
/// <param name="Department">The department; empty for none.</param>
/// <param name="Debit">The debit amount.</param>
/// <param name="Credit">The credit amount.</param>
public sealed record SageProEntry(string Account, string Department, decimal Debit, decimal Credit);
