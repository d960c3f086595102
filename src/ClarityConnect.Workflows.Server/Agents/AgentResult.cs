using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Agents;

namespace ClarityConnect.Workflows.Server.Agents;

/// <summary>What came of an order.</summary>
/// <param name="Result">The result; null after a failure.</param>
/// <param name="Failure">The failure; null if it was done.</param>
/// <param name="Parts">How many parts of the result were sent before.</param>
internal sealed record AgentResult(JsonElement Result, AgentFailure? Failure = null, int Parts = 0);
