namespace ClarityConnect.Workflows.Engine.Templates;

/// <summary>How a template is to be used.</summary>
/// <param name="Name">What the workflow is called; null or empty for the template's title.</param>
/// <param name="Connections">
/// For the name that the template gives a connection, the connection to use; what is left out keeps the template's name, which may be made later.
/// </param>
public sealed record TemplateRequest(string? Name, IReadOnlyDictionary<string, string>? Connections);
