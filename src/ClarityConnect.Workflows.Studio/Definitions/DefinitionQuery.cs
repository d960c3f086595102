namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>The query of a list of definitions; members that are missing do not filter.</summary>
internal sealed record DefinitionQuery(
    string? VersionOptions,
    int? Page,
    int? PageSize,
    string[]? DefinitionIds,
    string[]? Ids,
    string? SearchTerm,
    string? OrderBy,
    string? OrderDirection);
