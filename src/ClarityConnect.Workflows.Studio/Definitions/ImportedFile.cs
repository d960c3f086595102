using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Definitions.Checks;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>What became of a file that was imported.</summary>
/// <param name="File">Its name, with the archives that it was in.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Messages">Why it was refused, or what to look at, one text each.</param>
internal sealed record ImportedFile(string File, ImportOutcome Outcome, IReadOnlyList<string> Messages)
{
    public string? DefinitionId { get; init; }

    public string? VersionId { get; init; }

    public int? Version { get; init; }

    public string? Name { get; init; }

    public IReadOnlyList<DefinitionFinding> Findings { get; init; } = [];

    public static ImportedFile Refused(string file, IReadOnlyList<string> problems, IReadOnlyList<DefinitionFinding> findings) =>
        new(file, ImportOutcome.Refused, problems) { Findings = findings };

    public static ImportedFile Of(string file, ImportedDefinition imported) =>
        new(file, imported.Outcome, [.. imported.Findings.Select(finding => finding.Text)])
        {
            DefinitionId = imported.Version.DefinitionId,
            VersionId = imported.Version.Id,
            Version = imported.Version.Version,
            Name = imported.Version.Name,
            Findings = imported.Findings,
        };
}
