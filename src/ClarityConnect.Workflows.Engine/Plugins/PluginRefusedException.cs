namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>A plugin cannot be taken or loaded. The message says what is wrong with it and what to do.</summary>
/// <param name="message">What is wrong, and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class PluginRefusedException(string message, Exception? inner = null) : Exception(message, inner);
