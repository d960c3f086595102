namespace ClarityConnect.Workflows.Engine.Upgrades;

/// <summary>What an upgrade of one instance to another version of its definition would do, and what speaks against it.</summary>
public sealed record UpgradePlan
{
    /// <summary>The instance.</summary>
    public required string InstanceId { get; init; }

    /// <summary>The version that it runs; 0 where there is no such instance.</summary>
    public required int FromVersion { get; init; }

    /// <summary>The version that it is to run.</summary>
    public required int ToVersion { get; init; }

    /// <summary>Why it cannot be upgraded, one sentence or two each. Empty where it can.</summary>
    public IReadOnlyList<string> Refusals { get; init; } = [];

    /// <summary>How the versions differ: activities and variables that are new, gone or changed.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>What a person may not expect, such as an activity that waits on as the old version told it.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether the instance can be upgraded.</summary>
    public bool CanUpgrade => Refusals.Count == 0;
}
