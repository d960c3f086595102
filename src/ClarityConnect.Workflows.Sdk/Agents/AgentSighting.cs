using System.Text.Json;

namespace ClarityConnect.Workflows.Sdk.Agents;

/// <summary>What is known of an agent.</summary>
/// <param name="Agent">Its name.</param>
/// <param name="Version">The version of its program.</param>
/// <param name="Report">What it said of itself when it began, such as what it can reach; an object.</param>
/// <param name="LastSeenAt">When it was heard of last.</param>
public sealed record AgentSighting(string Agent, string Version, JsonElement Report, DateTimeOffset LastSeenAt);
