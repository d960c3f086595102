using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Connections;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>
/// The plugins of this node. The drop-in folder says which there are; what is in memory, the toolbox and the connection types follow it. Nothing that a
/// plugin does while it is taken or loaded stops the server.
/// </summary>
public sealed partial class PluginDirectory : IDisposable
{
    /// <summary>Where in the drop-in folder the server keeps its own copies and notes.</summary>
    internal const string InstalledFolder = ".installed";

    private readonly ActivityRegistry activities;
    private readonly ConnectionTypes connections;
    private readonly KnownPlugins known;
    private readonly ILogger<PluginDirectory> logger;
    private readonly PluginOptions options;
    private readonly DropFolder? drops;
    private readonly PluginStore? store;
    private readonly PluginLoads? loads;
    private readonly SemaphoreSlim gate = new(1);
    private readonly Lazy<Task> start;
    private readonly Dictionary<string, PluginCandidate> candidates = new(StringComparer.Ordinal);
    private Dictionary<string, string> seen = new(StringComparer.Ordinal);
    private HashSet<string> inUse = [];
    private volatile IReadOnlyList<PluginView> views = [];

    /// <summary>Creates the directory; nothing is read before it is started.</summary>
    /// <param name="activities">The activities, which follow.</param>
    /// <param name="connections">The connection types, which follow.</param>
    /// <param name="known">Remembers which plugin had which activity.</param>
    /// <param name="options">Where plugins are dropped.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public PluginDirectory(
        ActivityRegistry activities,
        ConnectionTypes connections,
        KnownPlugins known,
        IOptions<PluginOptions> options,
        TimeProvider time,
        ILogger<PluginDirectory> logger)
    {
        (this.activities, this.connections, this.known, this.logger, this.options) = (activities, connections, known, logger, options.Value);
        start = new Lazy<Task>(BeginAsync);
        if (string.IsNullOrWhiteSpace(this.options.Folder))
            return;
        var folder = System.IO.Path.GetFullPath(this.options.Folder);
        drops = new DropFolder(folder, this.options);
        store = new PluginStore(System.IO.Path.Combine(folder, InstalledFolder), drops, this.options);
        loads = new PluginLoads(store, known, this.options, time, logger);
    }

    /// <summary>The drop-in folder; null where there are no plugins.</summary>
    public string? Folder => drops?.Path;

    /// <summary>The plugins, by name.</summary>
    public IReadOnlyList<PluginView> All => views;

    /// <summary>Raised with the activity types that were not known before.</summary>
    internal event Action<IReadOnlyCollection<string>>? Changed;

    /// <summary>Finds a plugin by its id.</summary>
    /// <param name="id">The id.</param>
    public PluginView? Find(string id) => views.FirstOrDefault(view => PluginPlan.Same(view.Id, id));

    /// <summary>Gives the icon of a plugin that is in use; null where there is no such plugin, or it has none.</summary>
    /// <param name="id">The plugin's id.</param>
    public PluginIcon? IconOf(string id) => Find(id)?.Icon;

    /// <summary>Loads what lies in the folder. Further calls wait for the first one.</summary>
    public Task StartAsync() => start.Value;

    /// <summary>Looks through the drop-in folder and follows it.</summary>
    /// <param name="cancellationToken">Cancels the wait for another look.</param>
    /// <returns>Whether something is still being copied, so that another look is due soon.</returns>
    public Task<bool> LookAsync(CancellationToken cancellationToken) => InTurnAsync(() => FollowAsync(isPatient: true), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private async Task BeginAsync()
    {
        if (store is null || drops is null)
            return;
        try
        {
            await InTurnAsync(() => BeginAsync(drops, store), CancellationToken.None);
        }
        catch (Exception exception)
        {
            // The looks that follow try again.
            Logs.BackgroundFailed(logger, exception, nameof(PluginDirectory));
        }
    }

    private async Task<bool> BeginAsync(DropFolder folder, PluginStore copies)
    {
        try
        {
            Directory.CreateDirectory(folder.Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Logs.PluginFolderUnusable(logger, folder.Path, exception.Message);
        }

        copies.CleanUp();
        foreach (var id in copies.Ids().ToList())
            known.Read(copies.HomeOf(id));
        await FollowAsync(isPatient: false);
        // Of a plugin that was taken out while the server was down, only what its activities are called is kept.
        foreach (var (_, left) in copies.Ids().Where(id => !candidates.Values.Any(candidate => PluginPlan.Same(candidate.Id, id))).ToList().SelectMany(copies.Copies).ToList())
            PluginStore.Delete(left);
        return true;
    }

    private async Task<T> InTurnAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(work, CancellationToken.None);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <param name="isPatient">Whether what has changed since the last look is left for the next one.</param>
    private async Task<bool> FollowAsync(bool isPatient)
    {
        if (drops is null)
            return false;
        var there = drops.Look();
        var before = seen;
        seen = there.ToDictionary(drop => drop.Path, drop => drop.Fingerprint, StringComparer.Ordinal);
        var hasChanged = !isPatient;
        var isUnsettled = false;
        foreach (var gone in candidates.Keys.Where(path => !seen.ContainsKey(path)).ToList())
        {
            // A folder that is being replaced is gone for a moment.
            if (isPatient && before.ContainsKey(gone))
                isUnsettled = true;
            else
                hasChanged |= candidates.Remove(gone);
        }

        foreach (var drop in there)
        {
            if (candidates.TryGetValue(drop.Path, out var taken) && taken.Drop.Fingerprint == drop.Fingerprint)
                continue;
            if (isPatient && before.GetValueOrDefault(drop.Path) != drop.Fingerprint)
                isUnsettled = true;
            else
                (candidates[drop.Path], hasChanged) = (Take(drop, taken?.Id), true);
        }

        if (hasChanged)
            await ApplyAsync();
        return isUnsettled;
    }

    private PluginCandidate Take(PluginDrop drop, string? earlierId)
    {
        try
        {
            var (manifest, folder) = store!.Take(drop);
            return new PluginCandidate(drop, manifest.Id, manifest, folder, null);
        }
        catch (Exception exception)
        {
            var problem = exception is PluginRefusedException ? exception.Message : $"It cannot be read: {exception.Message}";
            Logs.PluginFailed(logger, drop.Name, problem);
            return new PluginCandidate(drop, earlierId ?? drop.Name, null, null, problem);
        }
    }

    private async Task ApplyAsync()
    {
        var plugins = candidates.Values
            .GroupBy(candidate => candidate.Id, StringComparer.OrdinalIgnoreCase)
            .Select(group => (Id: group.Key, Dropped: group.ToList(), Copies: store!.IsDisabled(group.Key) ? null : Usable(group.Key, [.. group])))
            // Those that are in use already keep the names that a newcomer may want too.
            .OrderByDescending(plugin => plugin.Copies?.Any(copy => inUse.Contains(copy.Folder)) == true)
            .ThenBy(plugin => plugin.Id, StringComparer.OrdinalIgnoreCase)
            .ToList();
        await loads!.LoadAsync(plugins.SelectMany(plugin => plugin.Copies ?? []));
        var plan = new PluginPlan(activities, connections, loads);
        foreach (var (id, dropped, copies) in plugins)
        {
            if (copies is not null)
                plan.Add(id, dropped, copies);
            else
                plan.Views.Add(PluginPlan.Describe(id, dropped.Select(drop => drop.Manifest).OfType<PluginManifest>().MaxBy(manifest => manifest.Number), dropped));
        }

        var used = plan.Newest.Concat(plan.Older).Select(plugin => plugin.Folder).ToHashSet(StringComparer.Ordinal);
        var isNew = !used.SetEquals(inUse);
        inUse = used;
        if (isNew)
        {
            var arrived = activities.SetPlugins(plan.Newest, plan.Older);
            connections.SetPlugins(plan.Newest, plan.Older);
            views = [.. plan.Views.OrderBy(view => view.Name, StringComparer.OrdinalIgnoreCase)];
            Changed?.Invoke(arrived);
        }

        views = [.. plan.Views.OrderBy(view => view.Name, StringComparer.OrdinalIgnoreCase)];
        loads.Keep(plugins.SelectMany(plugin => plugin.Copies ?? []).Select(copy => copy.Folder).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>The copies of a plugin that may be loaded: what lies there, and other versions that lay there before.</summary>
    private List<(PluginManifest Manifest, string Folder)> Usable(string id, List<PluginCandidate> dropped)
    {
        var copies = dropped.Where(drop => drop.Folder is not null).Select(drop => (Manifest: drop.Manifest!, Folder: drop.Folder!)).DistinctBy(copy => copy.Manifest.Number).ToList();
        foreach (var (manifest, folder) in store!.Copies(id).Where(copy => PluginPlan.Same(copy.Manifest.Id, id)).ToList())
        {
            if (copies.Exists(copy => copy.Folder == folder))
                continue;
            if (copies.Exists(copy => copy.Manifest.Number.Equals(manifest.Number)))
            {
                // Built again under the same version: the newer build takes the older one's place, also for the runs that wait.
                if (!inUse.Contains(folder))
                    PluginStore.Delete(folder);
            }
            else
            {
                copies.Add((manifest, folder));
            }
        }

        return copies;
    }
}
