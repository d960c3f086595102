namespace ClarityConnect.Workflows.Engine.Upgrades;

/// <summary>The plans of a page of instances.</summary>
/// <param name="ToVersion">The version to go on with.</param>
/// <param name="Plans">A plan for each instance that was looked at.</param>
/// <param name="Next">Where the next page goes on; null if this was the last.</param>
public sealed record UpgradeBatch(int ToVersion, IReadOnlyList<UpgradePlan> Plans, string? Next);
