using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>Watches the drop-in folder, and wakes the runs that wait for an activity when it is there.</summary>
internal sealed class PluginWatcher(
    PluginDirectory plugins,
    WorkflowRuntime runtime,
    IInstanceReader instances,
    ReturnedTriggers returned,
    TriggerIndex triggers,
    IOptions<PluginOptions> options,
    TimeProvider time,
    ILogger<PluginWatcher> logger) : BackgroundService
{
    private readonly Signal signal = new();
    private readonly Lock arriving = new();
    private readonly HashSet<string> arrived = new(StringComparer.Ordinal);
    private bool hasChanged;

    /// <summary>Wakes the runs that wait for activities that have come since the last time.</summary>
    public async Task WakeAsync(CancellationToken cancellationToken)
    {
        string[] types;
        lock (arriving)
        {
            if (!hasChanged)
                return;
            types = [.. arrived];
            arrived.Clear();
            hasChanged = false;
        }

        try
        {
            await returned.TakeUpAsync(types, cancellationToken);
            // Triggers that came may answer other addresses now.
            await triggers.RefreshAsync(cancellationToken);
            if ((await instances.ListBookmarksAsync(new BookmarkFilter { Name = AwaitedActivity.StimulusName, Take = 1 }, cancellationToken)).Count == 0)
                return;
            foreach (var type in types)
            {
                if ((await instances.ListBookmarksAsync(new BookmarkFilter { Name = AwaitedActivity.StimulusName, Key = type, Take = 1 }, cancellationToken)).Count > 0)
                    await runtime.PublishAsync(AwaitedActivity.StimulusName, type, null, "plugins", WorkflowJson.Null);
            }
        }
        catch
        {
            Note(types);
            throw;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (plugins.Folder is not { } folder)
            return;
        Note([.. plugins.All.SelectMany(plugin => plugin.Activities).Select(activity => activity.TypeName)]);
        plugins.Changed += Note;
        using var watcher = Watch(folder);
        var wait = TimeSpan.Zero;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await signal.WaitAsync(wait, time, stoppingToken);
                var isUnsettled = await plugins.LookAsync(stoppingToken);
                await WakeAsync(stoppingToken);
                wait = options.Value.LookInterval;
                if (isUnsettled)
                    await Task.Delay(options.Value.QuietTime, time, stoppingToken);
                if (isUnsettled)
                    wait = TimeSpan.Zero;
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception exception)
            {
                Logs.BackgroundFailed(logger, exception, nameof(PluginWatcher));
                wait = options.Value.LookInterval;
                await Task.Delay(options.Value.QuietTime, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        plugins.Changed -= Note;
    }

    private void Note(IReadOnlyCollection<string> types)
    {
        lock (arriving)
        {
            arrived.UnionWith(types);
            hasChanged = true;
        }

        signal.Set();
    }

    /// <summary>Where the file system tells of no changes, the looks in between find them.</summary>
    private FileSystemWatcher? Watch(string folder)
    {
        try
        {
            var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
            watcher.Changed += Told;
            watcher.Created += Told;
            watcher.Deleted += Told;
            watcher.Renamed += Told;
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or UnauthorizedAccessException)
        {
            Logs.PluginFolderUnusable(logger, folder, exception.Message);
            return null;
        }

        void Told(object sender, FileSystemEventArgs change)
        {
            // Our own copies are below a name that begins with a dot.
            if (change.Name is not ['.', ..])
                signal.Set();
        }
    }
}
