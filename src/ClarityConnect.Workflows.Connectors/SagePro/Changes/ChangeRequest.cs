namespace ClarityConnect.Workflows.Connectors.SagePro.Changes;

/// <summary>Asks for changes.</summary>
/// <param name="Kind">What is watched.</param>
/// <param name="After">The number that was heard of last; null to begin now.</param>
/// <param name="Most">How many at most.</param>
internal sealed record ChangeRequest(string Kind, long? After, int Most);
