namespace ClarityConnect.Workflows.Engine.Definitions.Checks;

/// <summary>The result of checking a definition.</summary>
/// <param name="Findings">What was found, errors first.</param>
/// <param name="Plan">What starts it.</param>
internal sealed record DefinitionCheck(IReadOnlyList<DefinitionFinding> Findings, TriggerPlan Plan);
