using System.Text.Json;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>With what to run a definition.</summary>
internal sealed record RunRequest
{
    /// <summary>The version; "Published" if null.</summary>
    public string? VersionOptions { get; init; }

    public string? CorrelationId { get; init; }

    public string? Name { get; init; }

    /// <summary>The workflow's inputs by name.</summary>
    public Dictionary<string, JsonElement>? Input { get; init; }

    /// <summary>The id to give the instance; only for dispatch.</summary>
    public string? InstanceId { get; init; }
}
