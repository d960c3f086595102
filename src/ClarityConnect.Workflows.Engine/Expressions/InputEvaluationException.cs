namespace ClarityConnect.Workflows.Engine.Expressions;

/// <summary>An input's expression could not be evaluated.</summary>
/// <param name="input">The input.</param>
/// <param name="cause">What went wrong.</param>
public sealed class InputEvaluationException(string input, Exception cause)
    : Exception($"Failed to evaluate activity input '{input}': {cause.Message}", cause)
{
    /// <summary>The input.</summary>
    public string Input { get; } = input;
}
