using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Studio.Wire;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>A definition version as lists show it.</summary>
internal sealed record DefinitionSummary(
    string Id,
    string DefinitionId,
    string? Name,
    string? Description,
    int Version,
    bool IsLatest,
    bool IsPublished,
    DateTimeOffset CreatedAt,
    IReadOnlyList<Link> Links)
{
    public string? ToolVersion { get; init; }

    public string? ProviderName { get; init; }

    public string MaterializerName { get; init; } = "Json";

    /// <summary>False would mark the row as broken.</summary>
    public bool IsMaterializerAvailable { get; init; } = true;

    public bool IsReadonly { get; init; }

    public static DefinitionSummary Of(DefinitionVersion version, bool mayEdit) => new(
        version.Id,
        version.DefinitionId,
        version.Name,
        version.Description,
        version.Version,
        version.IsLatest,
        version.IsPublished,
        version.CreatedAt,
        DefinitionLinks.Of(version.DefinitionId, mayEdit));
}
