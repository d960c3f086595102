namespace ClarityConnect.Workflows.Engine.Templates;

/// <summary>A mapping table that comes with a template, with rows to start from.</summary>
/// <param name="Name">The name that the template's activities refer to.</param>
/// <param name="Document">The rows, JSON.</param>
public sealed record TemplateTable(string Name, string Document);
