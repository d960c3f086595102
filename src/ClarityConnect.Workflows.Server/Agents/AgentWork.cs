using System.Text.Json;

namespace ClarityConnect.Workflows.Server.Agents;

/// <summary>Work as an agent gets it.</summary>
/// <param name="Id">The order's id, by which it is reported on.</param>
/// <param name="Key">The work's business key.</param>
/// <param name="Operation">What to do.</param>
/// <param name="Input">What it is done with.</param>
/// <param name="Attempt">How often it was handed out, this time included.</param>
internal sealed record AgentWork(string Id, string Key, string Operation, JsonElement Input, int Attempt);
