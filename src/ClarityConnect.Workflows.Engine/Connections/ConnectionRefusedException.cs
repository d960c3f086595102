namespace ClarityConnect.Workflows.Engine.Connections;

/// <summary>A connection cannot be stored as it is. The message says all that is wrong.</summary>
/// <param name="problems">What is wrong.</param>
public sealed class ConnectionRefusedException(IReadOnlyList<ConnectionProblem> problems)
    : Exception(string.Join(" ", problems.Select(problem => problem.Field is null ? problem.Text : $"{problem.Field}: {problem.Text}")))
{
    /// <summary>What is wrong.</summary>
    public IReadOnlyList<ConnectionProblem> Problems { get; } = problems;
}
