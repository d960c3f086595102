using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Studio.Wire;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>A definition in a file: as the designer shows it, as it is exported here, or as Elsa exports it.</summary>
public static class DefinitionFile
{
    /// <summary>Reads a definition. Stand-ins for activities that were not installed become their originals again.</summary>
    /// <param name="json">The JSON, with or without a byte order mark and comments.</param>
    /// <exception cref="DefinitionInvalidException">It is not a definition; the message names line and column.</exception>
    public static DefinitionDocument Read(string json)
    {
        DefinitionDocument.Parse(json); // for its message with line and column
        return DefinitionShape.FromDesigner(RequestJson.Parse(json));
    }
}
