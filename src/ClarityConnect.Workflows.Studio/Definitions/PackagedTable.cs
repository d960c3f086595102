namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>A mapping table that definitions of a package name.</summary>
internal sealed record PackagedTable(string Name, IReadOnlyList<string> UsedBy);
