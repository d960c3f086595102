using ClarityConnect.Workflows.Engine.Definitions.Checks;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>The draft that was made of a template.</summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="VersionId">The draft's version.</param>
/// <param name="Name">What it is called.</param>
/// <param name="CreatedMappingTables">The mapping tables that were made with the template's rows.</param>
/// <param name="Findings">What keeps it from running as it is, and what to look at.</param>
internal sealed record UsedTemplateAnswer(
    string DefinitionId, string VersionId, string? Name, IReadOnlyList<string> CreatedMappingTables, IReadOnlyList<DefinitionFinding> Findings);
