using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Connections;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>
/// Tries in this process whether plugins can be used, in a folder of its own that is deleted at the end: as a server would take and load them, with the same
/// limits and the same words. Neither the drop-in folder nor a server that follows it notices.
/// </summary>
public sealed class PluginTrial : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("clarity-plugins-").FullName;
    private readonly ActivityRegistry activities;
    private readonly ConnectionTypes connections;
    private readonly PluginOptions options;
    private readonly PluginStore store;
    private readonly PluginLoads loads;

    /// <summary>Prepares a trial.</summary>
    /// <param name="activities">The server's own activities beside the built-in ones, whose names plugins may not take.</param>
    /// <param name="connectionTypes">The server's own connection types.</param>
    /// <param name="options">The limits; the drop-in folder is not used.</param>
    /// <param name="time">The clock.</param>
    public PluginTrial(IEnumerable<Type> activities, IEnumerable<Type> connectionTypes, PluginOptions options, TimeProvider time)
    {
        this.activities = new ActivityRegistry(BuiltInActivities.Types.Concat(activities));
        connections = new ConnectionTypes(connectionTypes);
        this.options = options;
        store = new PluginStore(root, new DropFolder(root, options), options);
        loads = new PluginLoads(store, new KnownPlugins(), options, time, NullLogger.Instance);
    }

    /// <summary>Tries a folder or package.</summary>
    /// <param name="path">Where it is.</param>
    /// <returns>What it adds, or what is wrong with it.</returns>
    public async Task<PluginView> TryAsync(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return (await TryAsync([new PluginDrop(full, !Directory.Exists(full), Guid.NewGuid().ToString("N"), null)], null))[0];
    }

    /// <summary>Tries what lies in a drop-in folder, together, so that names that two plugins want are found too. What is switched off there is not loaded.</summary>
    /// <param name="folder">The folder; it may be missing.</param>
    /// <returns>The plugins by name.</returns>
    public Task<IReadOnlyList<PluginView>> TryFolderAsync(string folder) =>
        TryAsync(new DropFolder(folder, options).Look(), new PluginStore(Path.Combine(folder, PluginDirectory.InstalledFolder), new DropFolder(folder, options), options));

    /// <inheritdoc/>
    public void Dispose()
    {
        loads.Keep(new HashSet<string>());
        try
        {
            Directory.Delete(root, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // On Windows a file whose code is in memory cannot be deleted; the system cleans its folder for temporary files.
        }
    }

    private async Task<IReadOnlyList<PluginView>> TryAsync(IReadOnlyList<PluginDrop> drops, PluginStore? noted)
    {
        var plugins = drops.Select(Take).GroupBy(candidate => candidate.Id, StringComparer.OrdinalIgnoreCase)
            .Select(group => (Id: group.Key, Dropped: group.ToList(), IsOff: noted?.IsDisabled(group.Key) == true))
            .OrderBy(plugin => plugin.Id, StringComparer.OrdinalIgnoreCase)
            .ToList();
        await loads.LoadAsync(plugins.Where(plugin => !plugin.IsOff).SelectMany(plugin => Copies(plugin.Dropped)));
        var plan = new PluginPlan(activities, connections, loads);
        foreach (var (id, dropped, isOff) in plugins)
        {
            if (isOff)
                plan.Views.Add(PluginPlan.Describe(id, dropped.Select(drop => drop.Manifest).OfType<PluginManifest>().MaxBy(manifest => manifest.Number), dropped));
            else
                plan.Add(id, dropped, Copies(dropped));
        }

        return [.. plan.Views.OrderBy(view => view.Name, StringComparer.OrdinalIgnoreCase)];
    }

    private PluginCandidate Take(PluginDrop drop)
    {
        try
        {
            var (manifest, folder) = store.Take(drop);
            return new PluginCandidate(drop, manifest.Id, manifest, folder, null);
        }
        catch (Exception exception)
        {
            return new PluginCandidate(drop, drop.Name, null, null, exception is PluginRefusedException ? exception.Message : $"It cannot be read: {exception.Message}");
        }
    }

    private static List<(PluginManifest Manifest, string Folder)> Copies(IEnumerable<PluginCandidate> dropped) =>
        [.. dropped.Where(drop => drop.Folder is not null).Select(drop => (drop.Manifest!, drop.Folder!)).DistinctBy(copy => copy.Item1.Number)];
}
