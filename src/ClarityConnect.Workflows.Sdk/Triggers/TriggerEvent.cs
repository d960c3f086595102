namespace ClarityConnect.Workflows.Sdk.Triggers;

/// <summary>An event that a poll or a webhook brought.</summary>
/// <param name="Id">The event's own id at the vendor; the same event must have the same id however often it comes. At most 200 characters.</param>
/// <param name="Payload">What happened; it must serialise to JSON. Becomes the trigger's payload.</param>
/// <param name="CorrelationId">The correlation id of the instance that it starts; null for none.</param>
public sealed record TriggerEvent(string Id, object? Payload, string? CorrelationId = null);
