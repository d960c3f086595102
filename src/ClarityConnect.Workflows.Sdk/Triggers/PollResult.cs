namespace ClarityConnect.Workflows.Sdk.Triggers;

/// <summary>What a poll found.</summary>
/// <param name="Events">The events, oldest first; each starts an instance unless its id was taken before.</param>
/// <param name="Cursor">Where the next poll starts; it must serialise to JSON. Kept as it was if null.</param>
public sealed record PollResult(IReadOnlyList<TriggerEvent> Events, object? Cursor);
