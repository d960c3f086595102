using System.Text.Json;

namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>
/// Which version of which plugin an instance began to use, by activity type and version. It stays with them as long as they are kept, whatever is
/// installed meanwhile.
/// </summary>
internal static class PluginPins
{
    /// <summary>The member of a checkpoint that holds them, the second one.</summary>
    public const string Member = "plugins";

    public static IReadOnlyDictionary<string, string> None { get; } = new Dictionary<string, string>();

    /// <summary>What an activity is looked up by.</summary>
    public static string KeyOf(string type, int? version) => $"{type}@{version ?? 0}";

    /// <summary>Reads them from the beginning of a checkpoint, without reading the rest of it.</summary>
    public static IReadOnlyDictionary<string, string> Of(ReadOnlyMemory<byte>? checkpoint)
    {
        if (checkpoint is not { } bytes)
            return None;
        var reader = new Utf8JsonReader(bytes.Span);
        // { "format": 1, "plugins": {…
        if (!reader.Read() || !reader.Read() || !reader.Read() || !reader.Read() || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(Member) || !reader.Read())
            return None;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader) ?? None;
    }

    /// <summary>What an instance is to be pinned to after it was compiled: what it uses now, and what it used and cannot have now.</summary>
    public static IReadOnlyDictionary<string, string> Merge(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> now)
    {
        if (before.Count == 0 || ReferenceEquals(before, now))
            return now;
        if (before.All(pin => now.ContainsKey(pin.Key)))
            return now;
        var merged = new Dictionary<string, string>(before);
        foreach (var (type, plugin) in now)
            merged[type] = plugin;
        return merged;
    }

    public static bool AreSame(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        ReferenceEquals(one, other) || (one.Count == other.Count && one.All(pin => other.GetValueOrDefault(pin.Key) == pin.Value));
}
