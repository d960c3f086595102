using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;

namespace ClarityConnect.Workflows.Engine.Execution;

/// <summary>What to start, and with what.</summary>
/// <param name="DefinitionId">The definition.</param>
public sealed record StartRequest(string DefinitionId)
{
    /// <summary>The version to run; the published one if null.</summary>
    public DefinitionVersion? Version { get; init; }

    /// <summary>The workflow's inputs; null for none.</summary>
    public Dictionary<string, JsonElement>? Input { get; init; }

    /// <summary>The correlation id by which events will find the instance.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The name shown in lists.</summary>
    public string? Name { get; init; }

    /// <summary>The id to give the instance; a new one if null.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The caller's id of the request: the same request starts only one instance.</summary>
    public string? RequestId { get; init; }

    /// <summary>The instance that starts this one.</summary>
    public string? ParentInstanceId { get; init; }
}
