namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>What became of a drop when it was taken.</summary>
/// <param name="Drop">The drop.</param>
/// <param name="Id">The plugin's id; the drop's name where the manifest cannot be read and never could.</param>
/// <param name="Manifest">The manifest; null if it cannot be used.</param>
/// <param name="Folder">The server's own copy; null if there is none.</param>
/// <param name="Problem">Why it cannot be used; null if it can.</param>
internal sealed record PluginCandidate(PluginDrop Drop, string Id, PluginManifest? Manifest, string? Folder, string? Problem);
