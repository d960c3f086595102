namespace ClarityConnect.Workflows.Server.Agents;

/// <summary>Another agent has the data folder.</summary>
/// <param name="message">Which, and what to do.</param>
/// <param name="innerException">What the file system said.</param>
internal sealed class AgentFolderInUseException(string message, Exception innerException) : Exception(message, innerException);
