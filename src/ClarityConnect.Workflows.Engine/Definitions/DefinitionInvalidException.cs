using ClarityConnect.Workflows.Engine.Definitions.Checks;

namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>A definition cannot be read or published. The messages say where and what to do.</summary>
/// <param name="problems">What is wrong, one sentence each.</param>
public sealed class DefinitionInvalidException(IReadOnlyList<string> problems) : Exception(string.Join(" ", problems))
{
    /// <summary>Creates the exception for one problem.</summary>
    /// <param name="problem">What is wrong.</param>
    public DefinitionInvalidException(string problem)
        : this([problem])
    {
    }

    /// <summary>Creates the exception for what checks found.</summary>
    /// <param name="findings">What is wrong.</param>
    public DefinitionInvalidException(IReadOnlyList<DefinitionFinding> findings)
        : this([.. findings.Select(finding => finding.Text)]) => Findings = findings;

    /// <summary>What is wrong, one sentence each.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;

    /// <summary>What is wrong and where; empty if the document could not be read so far.</summary>
    public IReadOnlyList<DefinitionFinding> Findings { get; } = [];
}
