using System.Text.Json;

namespace ClarityConnect.Workflows.Server.Agents;

/// <summary>What an agent says when it begins.</summary>
/// <param name="Version">The version of its program.</param>
/// <param name="Report">What it found at its premises.</param>
internal sealed record AgentHello(string Version, JsonElement Report);
