namespace ClarityConnect.Workflows.Engine.References;

/// <summary>A record that is linked with others: all of one group belong together.</summary>
public sealed record LinkedRecord
{
    /// <summary>The system, in lower case.</summary>
    public required string System { get; init; }

    /// <summary>The kind of record, in lower case.</summary>
    public required string Kind { get; init; }

    /// <summary>The id at that system.</summary>
    public required string Id { get; init; }

    /// <summary>The group; it changes when groups are merged.</summary>
    public required string GroupId { get; init; }

    /// <summary>When the record was linked first.</summary>
    public required DateTimeOffset LinkedAt { get; init; }

    /// <summary>The instance that linked it first; null if no instance did.</summary>
    public string? InstanceId { get; init; }

    /// <summary>That instance's definition.</summary>
    public string? DefinitionId { get; init; }

    /// <summary>The name of the activity that linked it first.</summary>
    public string? ActivityName { get; init; }

    /// <summary>The record without its group.</summary>
    public RecordReference ToReference() => new(System, Kind, Id);
}
