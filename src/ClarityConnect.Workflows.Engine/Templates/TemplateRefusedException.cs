namespace ClarityConnect.Workflows.Engine.Templates;

/// <summary>A template cannot be used in this way. The message says why and what to do.</summary>
/// <param name="message">The message.</param>
public sealed class TemplateRefusedException(string message) : Exception(message);
