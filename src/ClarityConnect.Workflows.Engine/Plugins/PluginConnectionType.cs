namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>A connection type that a plugin adds.</summary>
/// <param name="Key">Its key.</param>
/// <param name="DisplayName">Its name.</param>
public sealed record PluginConnectionType(string Key, string DisplayName);
