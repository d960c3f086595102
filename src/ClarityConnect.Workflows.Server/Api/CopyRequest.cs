namespace ClarityConnect.Workflows.Server.Api;

/// <summary>How to copy a definition.</summary>
/// <param name="Name">The copy's name; null for the original's with "(copy)".</param>
/// <param name="Version">The number of the version to copy; null for the latest.</param>
internal sealed record CopyRequest(string? Name = null, int? Version = null);
