namespace ClarityConnect.Workflows.Engine.Templates;

/// <summary>A connection that a template's activities use.</summary>
/// <param name="Name">The name that the template gives it.</param>
/// <param name="TypeKey">The connection type.</param>
/// <param name="TypeName">The type's name for people.</param>
/// <param name="UsedBy">The names of the activities that use it.</param>
public sealed record TemplateConnection(string Name, string TypeKey, string TypeName, IReadOnlyList<string> UsedBy);
