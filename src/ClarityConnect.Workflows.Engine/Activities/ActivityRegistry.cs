using ClarityConnect.Workflows.Engine.Plugins;

namespace ClarityConnect.Workflows.Engine.Activities;

/// <summary>The activity types that are known here, by type name and version. Those of plugins come and go while the server runs.</summary>
public sealed class ActivityRegistry
{
    private readonly Dictionary<string, SortedList<int, ActivityDescriptor>> builtIn = new(StringComparer.Ordinal);
    private volatile Snapshot current;

    /// <summary>Describes activity classes.</summary>
    /// <param name="types">Classes derived from <see cref="Sdk.Activities.Activity"/> with an [Activity] attribute.</param>
    /// <exception cref="InvalidOperationException">Two classes have one type name and version, or a class cannot be described.</exception>
    public ActivityRegistry(IEnumerable<Type> types)
    {
        foreach (var type in types)
        {
            var descriptor = DescriptorFactory.Describe(type);
            if (ReservedNames.ProblemOf(descriptor) is { } problem)
                throw new InvalidOperationException(problem);
            if (!Add(builtIn, descriptor))
                throw new InvalidOperationException($"{type} and {builtIn[descriptor.TypeName][descriptor.Version].ClrType} are both '{descriptor.TypeName}' version {descriptor.Version}.");
        }

        current = new Snapshot(builtIn, new(StringComparer.Ordinal), 0);
    }

    /// <summary>All descriptors.</summary>
    public IEnumerable<ActivityDescriptor> All => current.ByType.Values.SelectMany(versions => versions.Values);

    /// <summary>Grows with each change of what is known.</summary>
    public long Revision => current.Revision;

    /// <summary>Finds an activity type; an unknown version falls back to the newest one of the type.</summary>
    /// <param name="typeName">The type name.</param>
    /// <param name="version">The version; null or 0 for the newest.</param>
    public ActivityDescriptor? Find(string typeName, int? version = null) => current.Find(typeName, version);

    /// <summary>Finds an activity type as an instance began to use it, if the plugin's version is still kept.</summary>
    internal ActivityDescriptor? Find(string typeName, int? version, IReadOnlyDictionary<string, string> pins)
    {
        var snapshot = current;
        return pins.Count > 0
            && pins.TryGetValue(PluginPins.KeyOf(typeName, version), out var plugin)
            && snapshot.ByPlugin.TryGetValue(plugin, out var ofPlugin)
            && Snapshot.Find(ofPlugin, typeName, version) is { } pinned
                ? pinned
                : snapshot.Find(typeName, version);
    }

    /// <summary>Whether the server itself has an activity type.</summary>
    internal bool IsBuiltIn(string typeName) => builtIn.ContainsKey(typeName);

    /// <summary>Replaces what plugins add. An older version of a plugin gives only the activity versions that the newer one has given up.</summary>
    /// <returns>The type names that were not known before.</returns>
    internal IReadOnlyCollection<string> SetPlugins(IEnumerable<LoadedPlugin> newest, IEnumerable<LoadedPlugin> older)
    {
        var byType = builtIn.ToDictionary(type => type.Key, type => type.Value, StringComparer.Ordinal);
        var byPlugin = new Dictionary<string, Dictionary<string, SortedList<int, ActivityDescriptor>>>(StringComparer.Ordinal);
        foreach (var plugin in newest.Concat(older))
        {
            var ofPlugin = byPlugin[plugin.Manifest.Title] = new(StringComparer.Ordinal);
            foreach (var descriptor in plugin.Activities)
            {
                Add(ofPlugin, descriptor);
                Add(byType, descriptor);
            }
        }

        var before = current;
        current = new Snapshot(byType, byPlugin, before.Revision + 1);
        return [.. byType.Keys.Where(type => !before.ByType.ContainsKey(type))];
    }

    private static bool Add(Dictionary<string, SortedList<int, ActivityDescriptor>> byType, ActivityDescriptor descriptor)
    {
        if (!byType.TryGetValue(descriptor.TypeName, out var versions))
            byType[descriptor.TypeName] = versions = [];
        return versions.TryAdd(descriptor.Version, descriptor);
    }

    private sealed record Snapshot(
        Dictionary<string, SortedList<int, ActivityDescriptor>> ByType,
        Dictionary<string, Dictionary<string, SortedList<int, ActivityDescriptor>>> ByPlugin,
        long Revision)
    {
        public ActivityDescriptor? Find(string typeName, int? version) => Find(ByType, typeName, version);

        public static ActivityDescriptor? Find(Dictionary<string, SortedList<int, ActivityDescriptor>> byType, string typeName, int? version)
        {
            if (!byType.TryGetValue(typeName, out var versions))
                return null;
            return version is { } wanted && versions.TryGetValue(wanted, out var exact) ? exact : versions.Values[^1];
        }
    }
}
