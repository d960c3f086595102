namespace ClarityConnect.Workflows.Server.CommandLine.Calls;

/// <summary>A command was given arguments that it does not understand.</summary>
internal sealed class UsageException(string message) : Exception(message);
