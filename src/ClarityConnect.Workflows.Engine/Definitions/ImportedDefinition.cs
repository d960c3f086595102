using ClarityConnect.Workflows.Engine.Definitions.Checks;

namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>A definition that was imported.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Version">The version that has its content.</param>
/// <param name="Findings">What checks found, errors first. Errors keep it from being published.</param>
public sealed record ImportedDefinition(ImportOutcome Outcome, DefinitionVersion Version, IReadOnlyList<DefinitionFinding> Findings);
