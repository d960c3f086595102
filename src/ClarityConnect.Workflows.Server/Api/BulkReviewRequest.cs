namespace ClarityConnect.Workflows.Server.Api;

/// <summary>One decision about many review items.</summary>
/// <param name="Ids">The items.</param>
/// <param name="Choice">The choice.</param>
/// <param name="Comment">What the workflows and their readers should know.</param>
internal sealed record BulkReviewRequest(string[]? Ids, string? Choice, string? Comment);
