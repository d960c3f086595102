namespace ClarityConnect.Workflows.Connectors.Heartland.Payroll;

/// <summary>A file that was taken.</summary>
/// <param name="Hash">The digest of its content.</param>
/// <param name="Runs">The runs that it brought; empty where it could not be read.</param>
public sealed record TakenFile(string Hash, IReadOnlyList<string> Runs);
