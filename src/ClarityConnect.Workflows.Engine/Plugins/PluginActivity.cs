namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>An activity or trigger that a plugin adds.</summary>
/// <param name="TypeName">Its type name.</param>
/// <param name="Version">The activity's version.</param>
/// <param name="DisplayName">Its name in the toolbox.</param>
public sealed record PluginActivity(string TypeName, int Version, string DisplayName);
