namespace ClarityConnect.Workflows.Engine.Definitions.Imports;

/// <summary>A definition that is there already and has the id that a file names.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its latest version.</param>
/// <param name="IsPublished">Whether that version is published; a draft would be overwritten.</param>
/// <param name="IsSame">Whether it has the file's content, so that importing changes nothing.</param>
public sealed record ExistingDefinition(string? Name, int Version, bool IsPublished, bool IsSame);
