namespace ClarityConnect.Workflows.Server.Hosting;

/// <summary>A setting cannot be used; the message names it and says what it should be.</summary>
/// <param name="message">What is wrong and what to do.</param>
public sealed class SettingsException(string message) : Exception(message);
