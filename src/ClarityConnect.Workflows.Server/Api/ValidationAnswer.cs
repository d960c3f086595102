using ClarityConnect.Workflows.Engine.Definitions.Checks;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>The result of checking a definition.</summary>
/// <param name="IsValid">Whether it can be published: no finding is an error.</param>
/// <param name="Findings">What was found, errors first.</param>
internal sealed record ValidationAnswer(bool IsValid, IReadOnlyList<DefinitionFinding> Findings)
{
    public static ValidationAnswer Of(IReadOnlyList<DefinitionFinding> findings) =>
        new(findings.All(finding => finding.Severity != FindingSeverity.Error), findings);
}
