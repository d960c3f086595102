namespace ClarityConnect.Workflows.Simulators.Heartland.Portico;

/// <summary>A batch that a caller closed, for the state file.</summary>
internal sealed record BatchClosure(long BatchId, DateTimeOffset At);
