namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>A definition in a package.</summary>
internal sealed record PackagedDefinition(string File, string DefinitionId, string? Name, int Version, bool IsPublished);
