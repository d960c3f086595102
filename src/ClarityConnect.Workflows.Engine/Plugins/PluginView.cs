namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>A plugin as people see it.</summary>
public sealed record PluginView
{
    /// <summary>Its id; the name of what was dropped where its manifest cannot be read.</summary>
    public required string Id { get; init; }

    /// <summary>The version that new runs use; of a plugin that is not loaded the one that was dropped. Null where the manifest cannot be read.</summary>
    public string? Version { get; init; }

    /// <summary>Its name for people.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>How it stands.</summary>
    public required PluginState State { get; init; }

    /// <summary>What is wrong and what to do; null if nothing is. A loaded plugin has one where a later version of it cannot be loaded.</summary>
    public string? Problem { get; init; }

    /// <summary>The folders and packages in the drop-in folder that it comes from.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>The activities and triggers that it adds.</summary>
    public IReadOnlyList<PluginActivity> Activities { get; init; } = [];

    /// <summary>The connection types that it adds.</summary>
    public IReadOnlyList<PluginConnectionType> ConnectionTypes { get; init; } = [];

    /// <summary>The hosts that its connections may call.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The connection types of others that its activities may use.</summary>
    public IReadOnlyList<string> Connections { get; init; } = [];

    /// <summary>Whether it has an icon, which is at <c>/api/v1/plugins/{id}/icon</c>.</summary>
    public bool HasIcon => Icon is not null;

    /// <summary>The picture of the version that is in use; null for none.</summary>
    internal PluginIcon? Icon { get; init; }

    /// <summary>The older versions that are kept beside it for the runs that began with them.</summary>
    public IReadOnlyList<string> OlderVersions { get; init; } = [];
}
