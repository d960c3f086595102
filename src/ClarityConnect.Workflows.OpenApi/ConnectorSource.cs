using ClarityConnect.Workflows.OpenApi.Operations;

namespace ClarityConnect.Workflows.OpenApi;

/// <summary>A connector as source: a plugin that its owner can build, read and change.</summary>
public sealed record ConnectorSource
{
    /// <summary>The plugin's name, its namespace and that of its assembly.</summary>
    public required string Name { get; init; }

    /// <summary>The plugin's id, which is also the key of its connection type.</summary>
    public required string Id { get; init; }

    /// <summary>The plugin's version.</summary>
    public required string Version { get; init; }

    /// <summary>The operations that became activities.</summary>
    public required IReadOnlyList<ApiOperation> Operations { get; init; }

    /// <summary>The manifest, plugin.json.</summary>
    public required string Manifest { get; init; }

    /// <summary>The README of the project.</summary>
    public required string Readme { get; init; }

    /// <summary>The C# sources by their paths, with slashes.</summary>
    public required IReadOnlyDictionary<string, string> Sources { get; init; }

    /// <summary>What a person should know, such as how the connection's test works.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }
}
