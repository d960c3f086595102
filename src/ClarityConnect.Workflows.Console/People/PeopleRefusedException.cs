namespace ClarityConnect.Workflows.Console.People;

/// <summary>A change of a person's access is refused. The message says why and what to do.</summary>
/// <param name="message">The message.</param>
public sealed class PeopleRefusedException(string message) : Exception(message);
