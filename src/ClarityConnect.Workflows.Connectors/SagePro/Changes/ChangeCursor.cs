namespace ClarityConnect.Workflows.Connectors.SagePro.Changes;

/// <summary>Where the next poll goes on.</summary>
/// <param name="Through">The number of the last change that was heard of.</param>
internal sealed record ChangeCursor(long Through);
