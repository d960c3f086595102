using System.Reflection;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Sdk.Connections;

namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>Decides which version of each plugin new runs use, which are kept beside it, and which cannot be used because a name is taken.</summary>
internal sealed class PluginPlan(ActivityRegistry activities, ConnectionTypes connections, PluginLoads loads)
{
    private readonly Dictionary<string, string> owners = new(StringComparer.Ordinal);

    public List<LoadedPlugin> Newest { get; } = [];

    public List<LoadedPlugin> Older { get; } = [];

    public List<PluginView> Views { get; } = [];

    /// <param name="id">The plugin.</param>
    /// <param name="dropped">What lies in the drop-in folder of it.</param>
    /// <param name="copies">All copies of it that may be used, the dropped ones included.</param>
    public void Add(string id, IReadOnlyList<PluginCandidate> dropped, IReadOnlyList<(PluginManifest Manifest, string Folder)> copies)
    {
        var problems = dropped.Where(drop => drop.Problem is not null).Select(drop => $"{drop.Drop.Name}: {drop.Problem}").ToList();
        problems.AddRange(dropped.Where(drop => drop.Manifest is not null).GroupBy(drop => drop.Manifest!.Number).Where(same => same.Count() > 1)
            .Select(same => $"Version {same.Key} lies there more than once ({string.Join(", ", same.Select(drop => drop.Drop.Name))}), and only the first is used. Delete the others."));
        LoadedPlugin? newest = null;
        // Those that lie in the drop-in folder come first: putting an older version there goes back to it.
        foreach (var (manifest, folder) in copies
            .OrderByDescending(copy => dropped.Any(drop => drop.Folder == copy.Folder))
            .ThenByDescending(copy => copy.Manifest.Number))
        {
            var (plugin, problem) = loads.Find(folder);
            if (plugin is null)
            {
                if (dropped.Any(drop => drop.Folder == folder))
                    problems.Add(dropped.Count > 1 || copies.Count > 1 ? $"Version {manifest.Version}: {problem}" : problem ?? "");
            }
            else if (newest is not null)
            {
                Older.Add(plugin);
            }
            else if (Conflict(plugin) is { } conflict)
            {
                problems.Add(conflict);
            }
            else
            {
                newest = plugin;
                Newest.Add(plugin);
                Own(plugin);
            }
        }

        // Without a version of its own, a plugin's older ones would be half of it.
        if (newest is null)
            Older.RemoveAll(plugin => Same(plugin.Manifest.Id, id));
        Views.Add(View(id, dropped, newest, problems));
    }

    public static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private PluginView View(string id, IReadOnlyList<PluginCandidate> dropped, LoadedPlugin? newest, List<string> problems)
    {
        var manifest = newest?.Manifest ?? dropped.Select(drop => drop.Manifest).OfType<PluginManifest>().MaxBy(found => found.Number);
        var problem = problems.Count == 0 ? null : string.Join(" ", problems);
        return Describe(id, manifest, dropped) with
        {
            State = newest is null ? PluginState.Failed : PluginState.Loaded,
            Problem = problem is not null && newest is not null ? $"Version {newest.Manifest.Version} is used. {problem}" : problem,
            Activities = [.. (newest?.Activities ?? []).Select(activity => new PluginActivity(activity.TypeName, activity.Version, activity.DisplayName)).OrderBy(activity => activity.DisplayName, StringComparer.OrdinalIgnoreCase)],
            ConnectionTypes = [.. (newest?.ConnectionTypes ?? []).Select(type => type.GetCustomAttribute<ConnectionTypeAttribute>()!).Select(type => new PluginConnectionType(type.Key, type.DisplayName))],
            Icon = newest?.Icon,
            OlderVersions = [.. Older.Where(plugin => Same(plugin.Manifest.Id, id)).Select(plugin => plugin.Manifest.Version)],
        };
    }

    public static PluginView Describe(string id, PluginManifest? manifest, IReadOnlyList<PluginCandidate> dropped) => new()
    {
        Id = manifest?.Id ?? id,
        Version = manifest?.Version,
        Name = manifest?.Name ?? id,
        Description = manifest?.Description,
        State = PluginState.Disabled,
        Sources = [.. dropped.Select(drop => drop.Drop.Name)],
        Hosts = manifest?.Reach.Hosts ?? [],
        Connections = manifest?.Reach.Connections ?? [],
    };

    private string? Conflict(LoadedPlugin plugin)
    {
        foreach (var name in plugin.Activities.Select(activity => activity.TypeName).Distinct())
        {
            if (activities.IsBuiltIn(name))
                return $"The activity '{name}' is one of the server's own. Its author has to give it another namespace or name.";
            if (owners.TryGetValue($"activity {name}", out var owner))
                return $"The activity '{name}' is already there from the plugin {owner}. Remove one of the two, or have its author give it another namespace or name.";
        }

        foreach (var key in plugin.ConnectionTypes.Select(type => type.GetCustomAttribute<ConnectionTypeAttribute>()!.Key))
        {
            if (connections.IsBuiltIn(key))
                return $"The connection type '{key}' is one of the server's own. Its author has to give it another key.";
            if (owners.TryGetValue($"connection {key}", out var owner))
                return $"The connection type '{key}' is already there from the plugin {owner}. Remove one of the two, or have its author give it another key.";
        }

        return null;
    }

    private void Own(LoadedPlugin plugin)
    {
        foreach (var activity in plugin.Activities)
            owners[$"activity {activity.TypeName}"] = plugin.Manifest.Title;
        foreach (var type in plugin.ConnectionTypes)
            owners[$"connection {type.GetCustomAttribute<ConnectionTypeAttribute>()!.Key}"] = plugin.Manifest.Title;
    }
}
