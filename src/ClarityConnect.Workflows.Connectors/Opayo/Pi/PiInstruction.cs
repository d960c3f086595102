namespace ClarityConnect.Workflows.Connectors.Opayo.Pi;

/// <summary>An instruction that a transaction was given.</summary>
/// <param name="Type">"release", "abort", "void" or "cancel".</param>
/// <param name="At">When; null where Opayo did not say.</param>
internal sealed record PiInstruction(string Type, DateTimeOffset? At);
