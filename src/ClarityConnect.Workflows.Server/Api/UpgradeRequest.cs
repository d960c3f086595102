namespace ClarityConnect.Workflows.Server.Api;

/// <summary>To which version an instance is to be upgraded.</summary>
/// <param name="ToVersion">The version to go on with; the published one if null.</param>
/// <param name="DryRun">Whether only to say what the upgrade would do. Default true.</param>
internal sealed record UpgradeRequest(int? ToVersion, bool? DryRun);
