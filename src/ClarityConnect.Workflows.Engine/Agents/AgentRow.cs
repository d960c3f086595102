namespace ClarityConnect.Workflows.Engine.Agents;

/// <summary>An agent that was heard of.</summary>
/// <param name="Name">Its name, that of its API key.</param>
/// <param name="Version">The version of its program.</param>
/// <param name="Report">What it said of itself, JSON.</param>
/// <param name="LastSeenAt">When it was heard of last.</param>
public sealed record AgentRow(string Name, string Version, string Report, DateTimeOffset LastSeenAt);
