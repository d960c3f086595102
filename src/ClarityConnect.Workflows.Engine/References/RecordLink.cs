namespace ClarityConnect.Workflows.Engine.References;

/// <summary>Records that belong together, as an activity says it.</summary>
/// <param name="Records">The records; one alone begins a group.</param>
/// <param name="NewGroupId">The id of the group if none of them has one yet; ids grow with time.</param>
/// <param name="At">When it was said.</param>
public sealed record RecordLink(IReadOnlyList<RecordReference> Records, string NewGroupId, DateTimeOffset At)
{
    /// <summary>The instance that says it; null for none.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Its definition.</summary>
    public string? DefinitionId { get; init; }

    /// <summary>The activity's name.</summary>
    public string? ActivityName { get; init; }
}
