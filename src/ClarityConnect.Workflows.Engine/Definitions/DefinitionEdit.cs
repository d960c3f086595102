namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>Who saves a definition, and what they began with.</summary>
public sealed record DefinitionEdit
{
    /// <summary>The name of the user or the API key; null if it is neither.</summary>
    public string? By { get; init; }

    /// <summary>The <see cref="DefinitionDocument.Revision"/> that the editor began with; null overwrites whatever is there.</summary>
    public string? BasedOn { get; init; }
}
