namespace ClarityConnect.Workflows.Sdk.Triggers;

/// <summary>An event that a poll found.</summary>
/// <param name="Id">The event's own id at the vendor; the same event must have the same id in every poll. At most 200 characters.</param>
/// <param name="Payload">What happened; it must serialise to JSON. Becomes the trigger's payload.</param>
/// <param name="CorrelationId">The correlation id of the instance that it starts; null for none.</param>
public sealed record PolledEvent(string Id, object? Payload, string? CorrelationId = null);
