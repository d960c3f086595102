namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>What a plugin adds.</summary>
/// <param name="Activities">The type names of its activities and triggers.</param>
/// <param name="Connections">The keys of its connection types.</param>
public sealed record PluginAdditions(IReadOnlyList<string> Activities, IReadOnlyList<string> Connections);
