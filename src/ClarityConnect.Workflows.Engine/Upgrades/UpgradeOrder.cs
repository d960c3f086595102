namespace ClarityConnect.Workflows.Engine.Upgrades;

/// <summary>What the work item of an upgrade says.</summary>
/// <param name="VersionId">The version to go on with.</param>
/// <param name="By">Who wants it.</param>
internal sealed record UpgradeOrder(string VersionId, string By);
