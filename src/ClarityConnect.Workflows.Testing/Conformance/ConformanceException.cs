namespace ClarityConnect.Workflows.Testing.Conformance;

/// <summary>Something does not do what a conformance fact says. The message names what was checked, what was done to it, what was expected and what came instead.</summary>
/// <param name="message">What is wrong.</param>
public sealed class ConformanceException(string message) : Exception(message);
