using ClarityConnect.Workflows.Conformance.Observations;

namespace ClarityConnect.Workflows.Conformance.Expectations;

/// <summary>One thing that a case expects.</summary>
/// <param name="Phase">After which of the case's steps it is looked at, from 0; null for the end.</param>
/// <param name="Check">Gives null if it holds, else what there is instead.</param>
internal sealed record Expectation(int? Phase, Func<Observation, string?> Check);
