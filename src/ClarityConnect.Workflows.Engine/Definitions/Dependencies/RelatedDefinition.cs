namespace ClarityConnect.Workflows.Engine.Definitions.Dependencies;

/// <summary>A definition that another one runs, or that runs it.</summary>
/// <param name="DefinitionId">Its id.</param>
/// <param name="Name">Its name; null if it is not there.</param>
/// <param name="IsPublished">Whether it can be run; false if it is not there.</param>
/// <param name="Distance">1 for a direct relation, 2 for one by way of another definition, and so on.</param>
public sealed record RelatedDefinition(string DefinitionId, string? Name, bool IsPublished, int Distance);
