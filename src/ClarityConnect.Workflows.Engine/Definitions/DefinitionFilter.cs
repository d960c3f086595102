namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>Which definition versions to list. Null and empty members do not filter.</summary>
public sealed record DefinitionFilter
{
    /// <summary>Only the newest version of each definition.</summary>
    public bool? IsLatest { get; init; }

    /// <summary>Only published (or only unpublished) versions.</summary>
    public bool? IsPublished { get; init; }

    /// <summary>Only versions that are the newest of their definition, or published, or both. Default false, which does not filter.</summary>
    public bool IsLatestOrPublished { get; init; }

    /// <summary>Only versions that other definitions may use as activities (or only the rest).</summary>
    public bool? IsUsableAsActivity { get; init; }

    /// <summary>Only this version number.</summary>
    public int? Version { get; init; }

    /// <summary>Only these definitions.</summary>
    public IReadOnlyList<string> DefinitionIds { get; init; } = [];

    /// <summary>Only these versions, by their ids.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>Text that the name, description or an id contains.</summary>
    public string? SearchTerm { get; init; }

    /// <summary>Text that the document contains, letter by letter.</summary>
    public string? Mentions { get; init; }

    /// <summary>Whether lists have the documents too. Default false.</summary>
    public bool WithDocuments { get; init; }

    /// <summary>"Name", "Version" or "Created". Default "Created".</summary>
    public string? OrderBy { get; init; }

    /// <summary>Whether the largest comes first. Default false.</summary>
    public bool Descending { get; init; }

    /// <summary>How many to leave out. Default 0.</summary>
    public int Skip { get; init; }

    /// <summary>How many to give; null for all.</summary>
    public int? Take { get; init; }
}
