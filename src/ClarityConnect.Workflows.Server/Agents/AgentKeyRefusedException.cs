namespace ClarityConnect.Workflows.Server.Agents;

/// <summary>The server does not accept the agent's key.</summary>
/// <param name="message">What it said.</param>
internal sealed class AgentKeyRefusedException(string message) : Exception(message);
