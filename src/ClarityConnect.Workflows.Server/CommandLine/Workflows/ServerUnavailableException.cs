namespace ClarityConnect.Workflows.Server.CommandLine.Workflows;

/// <summary>A command could not ask the server.</summary>
internal sealed class ServerUnavailableException(string message) : Exception(message);
