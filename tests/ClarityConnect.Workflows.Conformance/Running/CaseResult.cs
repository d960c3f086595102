namespace ClarityConnect.Workflows.Conformance.Running;

/// <summary>How a case went.</summary>
/// <param name="Id">The case.</param>
/// <param name="Failures">What was not as expected or not understood; empty if it passed.</param>
internal sealed record CaseResult(string Id, IReadOnlyList<string> Failures)
{
    public bool Passed => Failures.Count == 0;
}
