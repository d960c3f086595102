using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Definitions.Checks;

namespace ClarityConnect.Workflows.Engine.Templates;

/// <summary>What came of using a template.</summary>
/// <param name="Version">The draft.</param>
/// <param name="CreatedTables">The mapping tables that were made with the template's rows; those that were there stay as they are.</param>
/// <param name="Findings">What keeps the draft from running as it is, and what to look at.</param>
public sealed record UsedTemplate(DefinitionVersion Version, IReadOnlyList<string> CreatedTables, IReadOnlyList<DefinitionFinding> Findings);
