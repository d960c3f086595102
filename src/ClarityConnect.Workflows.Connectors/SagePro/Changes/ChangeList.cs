namespace ClarityConnect.Workflows.Connectors.SagePro.Changes;

/// <summary>What changed after a number.</summary>
/// <param name="Changes">The changes, oldest first.</param>
/// <param name="Through">The number to ask from next time.</param>
internal sealed record ChangeList(IReadOnlyList<SageProChange> Changes, long Through);
