namespace ClarityConnect.Workflows.Sdk.Canonical.Checks;

/// <summary>A field that is not as it must be.</summary>
/// <param name="Path">The field's path in the data, such as "lines[2].amount".</param>
/// <param name="Message">What is wrong, in words that name the field.</param>
public sealed record DataProblem(string Path, string Message);
