using ClarityConnect.Workflows.Engine.Activation;

namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>An event that starts instances of a published definition version.</summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="DefinitionVersionId">The published version.</param>
/// <param name="Version">That version's number.</param>
/// <param name="ActivityId">The trigger activity.</param>
/// <param name="Name">The event's name.</param>
/// <param name="Key">The event's key within the name.</param>
/// <param name="Activation">Whether another instance may be started while some run.</param>
public sealed record TriggerRow(
    string DefinitionId,
    string DefinitionVersionId,
    int Version,
    string ActivityId,
    string Name,
    string Key,
    ActivationStrategy Activation = ActivationStrategy.Always);
