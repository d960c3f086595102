namespace ClarityConnect.Workflows.OpenApi.Operations;

/// <summary>A variable of an address.</summary>
/// <param name="Name">Its name between the braces.</param>
/// <param name="Default">What it is unless given.</param>
/// <param name="Description">What it means.</param>
/// <param name="Choices">What it may be; empty for anything.</param>
internal sealed record ServerVariable(string Name, string Default, string? Description, IReadOnlyList<string> Choices);
