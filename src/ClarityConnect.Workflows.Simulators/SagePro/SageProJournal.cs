namespace ClarityConnect.Workflows.Simulators.SagePro;

/// <summary>A journal in the simulated books.</summary>
/// <param name="Number">Sage Pro's number.</param>
/// <param name="Reference">The reference of the batch that it was posted from.</param>
/// <param name="Day">The posting date.</param>
/// <param name="Memo">What it is for.</param>
/// <param name="Entries">The entries.</param>
public sealed record SageProJournal(string Number, string Reference, DateOnly Day, string Memo, IReadOnlyList<SageProEntry> Entries);
