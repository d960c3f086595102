using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>The copies that are in memory, and why others are not. A copy is tried once; whoever is left hanging is not tried again by itself.</summary>
internal sealed class PluginLoads(PluginStore store, KnownPlugins known, PluginOptions options, TimeProvider time, ILogger logger)
{
    private const int SideBySide = 4;

    private readonly ConcurrentDictionary<string, (LoadedPlugin? Plugin, string? Problem)> byFolder = new(StringComparer.Ordinal);

    /// <summary>Loads what is not loaded yet.</summary>
    public Task LoadAsync(IEnumerable<(PluginManifest Manifest, string Folder)> copies) => Parallel.ForEachAsync(
        copies.Where(copy => !byFolder.ContainsKey(copy.Folder)).DistinctBy(copy => copy.Folder).ToList(),
        new ParallelOptions { MaxDegreeOfParallelism = SideBySide },
        async (copy, _) => byFolder[copy.Folder] = await TryAsync(copy.Manifest, copy.Folder));

    public (LoadedPlugin? Plugin, string? Problem) Find(string folder) => byFolder.GetValueOrDefault(folder);

    /// <summary>Takes out of memory what is not used any longer. The code goes when the last run that is in it has ended.</summary>
    public void Keep(IReadOnlySet<string> folders)
    {
        foreach (var (folder, (plugin, _)) in byFolder)
        {
            if (folders.Contains(folder) || !byFolder.TryRemove(folder, out _))
                continue;
            plugin?.Context?.Unload();
            if (plugin is not null)
                Logs.PluginUnloaded(logger, plugin.Manifest.Id, plugin.Manifest.Version);
        }
    }

    private async Task<(LoadedPlugin? Plugin, string? Problem)> TryAsync(PluginManifest manifest, string folder)
    {
        try
        {
            if (PluginStore.WhyNotLoaded(folder) is { } refused)
                return (null, refused);
            PluginStore.BeginLoading(folder);
            var plugin = await PluginLoader.LoadAsync(manifest, folder, options.LoadTimeLimit, time);
            PluginStore.EndLoading(folder);
            known.Note(plugin, store.HomeOf(manifest.Id));
            Logs.PluginLoaded(logger, manifest.Id, manifest.Version, plugin.Activities.Count, plugin.ConnectionTypes.Count);
            return (plugin, null);
        }
        catch (TimeoutException)
        {
            var problem = $"It did not come to an end of its start within {options.LoadTimeLimit.TotalSeconds:0.#} s, so it is left alone: a constructor or initializer of it hangs. One thread of it goes on until the server is restarted. Install a corrected version, or choose Enable to try this one once more.";
            PluginStore.Refuse(folder, problem);
            PluginStore.EndLoading(folder);
            return Failed(manifest, problem);
        }
        catch (Exception exception)
        {
            PluginStore.EndLoading(folder);
            return Failed(manifest, exception is PluginRefusedException ? exception.Message : $"It cannot be loaded: {exception.Message}");
        }
    }

    private (LoadedPlugin? Plugin, string? Problem) Failed(PluginManifest manifest, string problem)
    {
        Logs.PluginFailed(logger, manifest.Title, problem);
        return (null, problem);
    }
}
