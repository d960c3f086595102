namespace ClarityConnect.Workflows.Engine.Mappings;

/// <summary>A named table of data that mappings look things up in, edited by business users without touching a definition. One revision of it.</summary>
/// <param name="Name">The name that activities refer to.</param>
/// <param name="Document">The data, JSON.</param>
/// <param name="Revision">Grows with every change.</param>
/// <param name="UpdatedAt">When this revision was made.</param>
/// <param name="ChangedBy">Who made it; null where that is not known, as for tables that came with a template.</param>
public sealed record MappingTable(string Name, string Document, int Revision, DateTimeOffset UpdatedAt, string? ChangedBy = null);
