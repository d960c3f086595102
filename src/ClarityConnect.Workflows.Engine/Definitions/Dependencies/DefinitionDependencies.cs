namespace ClarityConnect.Workflows.Engine.Definitions.Dependencies;

/// <summary>What a definition needs, and what needs it.</summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">The version that was read, the latest.</param>
/// <param name="Uses">The definitions that it runs, directly or by way of others, nearest first.</param>
/// <param name="UsedBy">The definitions that run it, directly or by way of others, nearest first.</param>
/// <param name="References">All that its own activities name: definitions, connections, mapping tables and events.</param>
public sealed record DefinitionDependencies(
    string DefinitionId,
    string? Name,
    int Version,
    IReadOnlyList<RelatedDefinition> Uses,
    IReadOnlyList<RelatedDefinition> UsedBy,
    IReadOnlyList<DefinitionReference> References);
