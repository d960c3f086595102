namespace ClarityConnect.Workflows.Server.Api;

/// <summary>What came of a decision about many review items.</summary>
/// <param name="Decided">Those that were decided.</param>
/// <param name="Left">Those that were not open, not there, or did not have the choice.</param>
internal sealed record BulkReviewAnswer(IReadOnlyList<string> Decided, IReadOnlyList<string> Left);
