namespace ClarityConnect.Workflows.Simulators.SagePro;

/// <summary>What one posting run did.</summary>
/// <param name="Posted">References that are in the books now.</param>
/// <param name="Rejected">References that were refused.</param>
/// <param name="Retried">References that are tried again, because somebody has the record open.</param>
public sealed record SageProPosting(IReadOnlyList<string> Posted, IReadOnlyList<string> Rejected, IReadOnlyList<string> Retried);
