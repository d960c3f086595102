using ClarityConnect.Workflows.Engine.Activities;

namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>A version of a plugin in memory.</summary>
/// <param name="Manifest">What it says of itself.</param>
/// <param name="Folder">The copy that it was loaded from.</param>
/// <param name="Context">What holds its assemblies.</param>
/// <param name="Activities">Its activities.</param>
/// <param name="ConnectionTypes">Its connection types.</param>
internal sealed record LoadedPlugin(
    PluginManifest Manifest,
    string Folder,
    PluginLoadContext? Context,
    IReadOnlyList<ActivityDescriptor> Activities,
    IReadOnlyList<Type> ConnectionTypes)
{
    /// <summary>Its picture; null for none.</summary>
    public PluginIcon? Icon { get; init; }
}
