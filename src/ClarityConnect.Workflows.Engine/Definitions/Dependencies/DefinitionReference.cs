namespace ClarityConnect.Workflows.Engine.Definitions.Dependencies;

/// <summary>Something outside a definition that one of its activities names.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name, or a definition's id; null where an expression gives it, so that it is known only when the activity runs.</param>
/// <param name="ActivityId">The activity.</param>
/// <param name="ActivityName">The activity's name.</param>
/// <param name="Input">The input that names it.</param>
/// <param name="ConnectionType">The connection type that the activity needs; null for other kinds.</param>
public sealed record DefinitionReference(
    ReferenceKind Kind, string? Name, string ActivityId, string ActivityName, string Input, string? ConnectionType = null);
