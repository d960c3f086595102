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

    /// <summary>What is wrong, one sentence each.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
