namespace ClarityConnect.Workflows.Engine.Connections;

/// <summary>A stored connection. Secrets inside the settings are encrypted before they come here.</summary>
/// <param name="Name">The name that definitions refer to.</param>
/// <param name="TypeKey">The connection type.</param>
/// <param name="Settings">The fields, JSON, secrets encrypted.</param>
/// <param name="Revision">Grows with every change.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
public sealed record ConnectionRow(string Name, string TypeKey, string Settings, int Revision, DateTimeOffset UpdatedAt);
