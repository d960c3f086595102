using System.Text.Json;

namespace ClarityConnect.Workflows.Server.Agents;

/// <summary>That work which was done has gone further, such as from delivered to posted.</summary>
/// <param name="Key">The work's business key.</param>
/// <param name="Result">The newer result.</param>
internal sealed record AgentNews(string Key, JsonElement Result);
