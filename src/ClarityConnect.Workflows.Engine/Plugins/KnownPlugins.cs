using System.Collections.Concurrent;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>Which plugin had which activity, also of plugins that are gone, so that a run that misses one can say what it waits for.</summary>
public sealed class KnownPlugins
{
    private const string FileName = "activities.json";

    private readonly ConcurrentDictionary<string, string> byType = new(StringComparer.Ordinal);

    /// <summary>The plugin that has or had an activity, by id and version; null if none ever had it here.</summary>
    /// <param name="typeName">The activity's type name.</param>
    public string? PluginOf(string typeName) => byType.GetValueOrDefault(typeName);

    internal void Read(string home)
    {
        var file = Path.Combine(home, FileName);
        if (!File.Exists(file))
            return;
        try
        {
            foreach (var (type, plugin) in JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(file), WorkflowJson.Options) ?? [])
                byType[type] = plugin;
        }
        catch (Exception exception) when (exception is JsonException or IOException)
        {
            // It only makes messages clearer; it is written anew with the next version.
        }
    }

    internal void Note(LoadedPlugin plugin, string home)
    {
        var types = plugin.Activities.Select(activity => activity.TypeName).Distinct(StringComparer.Ordinal).ToList();
        if (types.TrueForAll(type => byType.GetValueOrDefault(type) == plugin.Manifest.Title))
            return;
        foreach (var type in types)
            byType[type] = plugin.Manifest.Title;
        Directory.CreateDirectory(home);
        var ofPlugin = byType.Where(known => known.Value.StartsWith(plugin.Manifest.Id + ' ', StringComparison.OrdinalIgnoreCase)).OrderBy(known => known.Key, StringComparer.Ordinal).ToDictionary();
        File.WriteAllBytes(Path.Combine(home, FileName), JsonSerializer.SerializeToUtf8Bytes(ofPlugin, WorkflowJson.Options));
    }
}
