using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Definitions.Checks;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>What became of a file.</summary>
/// <param name="File">Its name, with the archives that it was in.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Problem">Why it was refused; null if it was not.</param>
/// <param name="DefinitionId">The definition that has its content; null if it was refused.</param>
/// <param name="Version">The version that has it.</param>
/// <param name="Findings">What checks found, errors first.</param>
internal sealed record ImportAnswer(
    string File, ImportOutcome Outcome, string? Problem, string? DefinitionId, int? Version, IReadOnlyList<DefinitionFinding> Findings)
{
    public static ImportAnswer Refused(string file, string problem) => new(file, ImportOutcome.Refused, problem, null, null, []);

    public static ImportAnswer Of(string file, ImportedDefinition imported) =>
        new(file, imported.Outcome, null, imported.Version.DefinitionId, imported.Version.Version, imported.Findings);
}
