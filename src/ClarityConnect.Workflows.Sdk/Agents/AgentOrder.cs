using System.Text.Json;

namespace ClarityConnect.Workflows.Sdk.Agents;

/// <summary>What an agent is to do.</summary>
/// <param name="Agent">The agent's name, which is the name of its API key.</param>
/// <param name="Key">The business key of the work, unique for the agent: the same work always has the same key. At most 200 characters.</param>
/// <param name="Operation">What to do, in the words of the connector that the agent carries; at most 100 characters.</param>
/// <param name="Input">What it is done with; an object.</param>
public sealed record AgentOrder(string Agent, string Key, string Operation, JsonElement Input);
