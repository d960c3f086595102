namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>A folder or package that somebody put into the drop-in folder.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="IsPackage">Whether it is a .nupkg.</param>
/// <param name="Fingerprint">Changes with its files.</param>
/// <param name="Problem">Why it cannot even be copied; null if it can.</param>
internal sealed record PluginDrop(string Path, bool IsPackage, string Fingerprint, string? Problem)
{
    public string Name => System.IO.Path.GetFileName(Path);
}
