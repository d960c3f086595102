namespace ClarityConnect.Workflows.Server.Api;

/// <summary>Which instances of a definition are to be upgraded, and to which version.</summary>
/// <param name="ToVersion">The version to go on with; the published one if null.</param>
/// <param name="FromVersion">Only instances of this version; all others if null.</param>
/// <param name="InstanceIds">Only these instances, 500 at most; all that run or are faulted if null.</param>
/// <param name="DryRun">Whether only to say what the upgrade would do. Default true.</param>
/// <param name="Before">What the last answer gave as next; the first page if null.</param>
/// <param name="Take">How many instances to look at, 500 at most. Default 100.</param>
internal sealed record BulkUpgradeRequest(int? ToVersion, int? FromVersion, string[]? InstanceIds, bool? DryRun, string? Before, int? Take);
