namespace ClarityConnect.Workflows.Engine.Snapshots;

/// <summary>An instance is not taken from a file. The message says why and what to do.</summary>
/// <param name="message">Why, in words for the person who sent the file.</param>
public sealed class SnapshotRefusedException(string message) : Exception(message);
