namespace ClarityConnect.Workflows.Conformance.Observations;

/// <summary>A bookmark of an instance.</summary>
internal sealed record Waiting(string ActivityId, string Name, string Key, string? CorrelationId, bool IsTimed);
