namespace ClarityConnect.Workflows.Server.Agents;

/// <summary>What an agent is answered when it begins.</summary>
/// <param name="Agent">The name that it has here.</param>
/// <param name="LeaseSeconds">How long it is waited for after it took work.</param>
/// <param name="MostWaitSeconds">How long it may wait for work in one request.</param>
internal sealed record AgentWelcome(string Agent, int LeaseSeconds, int MostWaitSeconds);
