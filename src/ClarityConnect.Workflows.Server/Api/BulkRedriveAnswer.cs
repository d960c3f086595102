namespace ClarityConnect.Workflows.Server.Api;

/// <summary>What became of a request about many dead letters.</summary>
/// <param name="Found">How many fitted.</param>
/// <param name="Accepted">How many go on.</param>
/// <param name="Refused">Those that do not.</param>
/// <param name="Next">The value of "before" for the next call; null if there are no more.</param>
internal sealed record BulkRedriveAnswer(int Found, int Accepted, IReadOnlyList<RefusedRedrive> Refused, string? Next);
