namespace ClarityConnect.Workflows.Engine.Instances;

/// <summary>The columns of an instance that lists show; the checkpoint apart.</summary>
public sealed record InstanceRow
{
    /// <summary>The instance's id, time-ordered.</summary>
    public required string Id { get; init; }

    /// <summary>The definition that it runs.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>The version that it is pinned to.</summary>
    public required string DefinitionVersionId { get; init; }

    /// <summary>That version's number.</summary>
    public required int Version { get; init; }

    /// <summary>Where it stands.</summary>
    public required InstanceStatus Status { get; init; }

    /// <summary>By which events find it.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The name shown in lists.</summary>
    public string? Name { get; init; }

    /// <summary>The instance that started it; null for none.</summary>
    public string? ParentInstanceId { get; init; }

    /// <summary>How many incidents it has had.</summary>
    public int IncidentCount { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its last burst was committed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it finished; set exactly when the status is final.</summary>
    public DateTimeOffset? FinishedAt { get; init; }
}
