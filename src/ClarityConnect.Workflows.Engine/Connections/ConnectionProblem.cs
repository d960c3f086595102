namespace ClarityConnect.Workflows.Engine.Connections;

/// <summary>Why a connection cannot be stored as it is.</summary>
/// <param name="Field">The field's camel-case name; null if it is about the connection's name or about several fields.</param>
/// <param name="Text">What is wrong and what to do.</param>
public sealed record ConnectionProblem(string? Field, string Text);
