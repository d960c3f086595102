namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>One version of a definition, with the JSON as it came in.</summary>
public sealed record DefinitionVersion
{
    /// <summary>The version's id.</summary>
    public required string Id { get; init; }

    /// <summary>The definition's id, the same for all versions.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>The version's number, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The name shown in lists.</summary>
    public string? Name { get; init; }

    /// <summary>What the workflow does.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it is the newest version. Exactly one version of a definition is.</summary>
    public required bool IsLatest { get; init; }

    /// <summary>Whether instances are started from it. At most one version of a definition is.</summary>
    public required bool IsPublished { get; init; }

    /// <summary>When this version was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its content was last saved.</summary>
    public DateTimeOffset SavedAt { get; init; }

    /// <summary>Who saved its content last; null if it was saved by no person and no key.</summary>
    public string? SavedBy { get; init; }

    /// <summary>When it was published first; null if it never was. Its content stays as it is from then on, for the instances that run on it.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Whether other definitions may use it as an activity, as its document says.</summary>
    public bool IsUsableAsActivity { get; init; }

    /// <summary>The definition in Elsa's JSON, as it came in. Null in lists, unless they are asked for with documents.</summary>
    public string? Document { get; init; }
}
