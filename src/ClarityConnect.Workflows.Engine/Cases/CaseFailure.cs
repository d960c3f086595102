using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Engine.Cases;

/// <summary>A failure for good.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Message">Its message.</param>
public sealed record CaseFailure(FailureKind Kind, string Message);
