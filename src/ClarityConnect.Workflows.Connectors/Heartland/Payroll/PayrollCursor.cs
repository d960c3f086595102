namespace ClarityConnect.Workflows.Connectors.Heartland.Payroll;

/// <summary>What was taken, the oldest first.</summary>
/// <param name="Taken">The files.</param>
public sealed record PayrollCursor(IReadOnlyList<TakenFile> Taken);
