using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Sdk.Agents;

/// <summary>What an agent has reported so far.</summary>
/// <param name="Result">The newest result, as the connector's operation gives it; JSON null after a failure.</param>
/// <param name="Parts">Further results that came in parts, in order; each an array.</param>
/// <param name="Failure">Why it was not done; null where it was.</param>
public sealed record AgentAnswer(JsonElement Result, IReadOnlyList<JsonElement> Parts, AgentFailure? Failure)
{
    /// <summary>Gives the result, or fails as the agent did.</summary>
    /// <exception cref="ActivityException">The agent failed; with its kind, words and code.</exception>
    public JsonElement Require() => Failure is null ? Result : throw Failure.ToException();
}
