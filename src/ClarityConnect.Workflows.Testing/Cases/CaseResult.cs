using ClarityConnect.Workflows.Testing.Workflows;

namespace ClarityConnect.Workflows.Testing.Cases;

/// <summary>What came of a case.</summary>
/// <param name="Name">The case.</param>
/// <param name="Problems">What is not as expected, in words; empty if the case passed.</param>
/// <param name="Run">What the instance did; null if it could not be started.</param>
public sealed record CaseResult(string Name, IReadOnlyList<string> Problems, WorkflowRun? Run)
{
    /// <summary>Whether all is as expected.</summary>
    public bool HasPassed => Problems.Count == 0;
}
