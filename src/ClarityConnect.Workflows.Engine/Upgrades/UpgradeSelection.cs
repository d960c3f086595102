namespace ClarityConnect.Workflows.Engine.Upgrades;

/// <summary>Which instances of a definition to upgrade, a page at a time.</summary>
/// <param name="DefinitionId">The definition.</param>
public sealed record UpgradeSelection(string DefinitionId)
{
    /// <summary>The version to go on with; null for the published one.</summary>
    public int? ToVersion { get; init; }

    /// <summary>Only instances of this version; null for all other versions.</summary>
    public int? FromVersion { get; init; }

    /// <summary>Only these instances; null for all that have not finished or that are faulted.</summary>
    public IReadOnlyList<string>? InstanceIds { get; init; }

    /// <summary>Only instances with an id before this one: what the last page gave as next; null for the first page.</summary>
    public string? Before { get; init; }

    /// <summary>How many instances to look at. Default 100.</summary>
    public int Take { get; init; } = 100;
}
