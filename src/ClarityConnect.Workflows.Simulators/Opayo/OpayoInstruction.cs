namespace ClarityConnect.Workflows.Simulators.Opayo;

/// <summary>An instruction that a transaction was given.</summary>
/// <param name="Type">"release", "abort", "void" or "cancel".</param>
/// <param name="At">When.</param>
public sealed record OpayoInstruction(string Type, DateTimeOffset At);
