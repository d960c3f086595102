namespace ClarityConnect.Workflows.Engine.Definitions.Imports;

/// <summary>
/// Reads a definition from a file's text. The engine reads Elsa's format; the designer's host also undoes what only the designer writes, and takes the
/// engine's place when it is registered.
/// </summary>
/// <param name="json">The text.</param>
/// <exception cref="DefinitionInvalidException">It is no definition.</exception>
public delegate DefinitionDocument ReadDefinition(string json);
