namespace ClarityConnect.Workflows.Server.CommandLine.Calls;

/// <summary>A command could not ask the server.</summary>
internal sealed class ServerUnavailableException(string message) : Exception(message);
