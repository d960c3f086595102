namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>A connection that definitions of a package name.</summary>
internal sealed record PackagedConnection(string Name, string Type, IReadOnlyList<string> UsedBy);
