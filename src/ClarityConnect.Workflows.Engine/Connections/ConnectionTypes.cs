using System.Reflection;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Sdk.Connections;

namespace ClarityConnect.Workflows.Engine.Connections;

/// <summary>The connection types that are known here, by key. Those of plugins come and go while the server runs.</summary>
public sealed class ConnectionTypes
{
    private readonly Dictionary<string, Known[]> builtIn = new(StringComparer.Ordinal);
    private volatile Dictionary<string, Known[]> current;

    /// <summary>Registers connection types.</summary>
    /// <param name="types">Classes derived from <see cref="Connection"/> with a [ConnectionType] attribute.</param>
    /// <exception cref="InvalidOperationException">A class has no attribute, or two have one key.</exception>
    public ConnectionTypes(IEnumerable<Type> types)
    {
        foreach (var type in types)
        {
            var known = Known.Of(type);
            if (!builtIn.TryAdd(known.Attribute.Key, [known]))
                throw new InvalidOperationException($"{type} and {builtIn[known.Attribute.Key][0].Type} are both the connection type '{known.Attribute.Key}'.");
        }

        current = builtIn;
    }

    /// <summary>All types with their names.</summary>
    public IEnumerable<(string Key, string DisplayName, string? Description)> All =>
        current.Values.Select(type => (type[0].Attribute.Key, type[0].Attribute.DisplayName, type[0].Attribute.Description));

    /// <summary>Another object after types came or went.</summary>
    internal object Stamp => current;

    /// <summary>The fields of a type, in the order of a form; empty if there is no such type.</summary>
    /// <param name="key">The type's key.</param>
    public IReadOnlyList<ConnectionField> FieldsOf(string key) => Find(key) is { } type ? ConnectionFields.Of(type) : [];

    internal Type? Find(string key) => current.TryGetValue(key, out var found) ? found[0].Type : null;

    /// <summary>Finds the class of a type that makes a kind of client: an older version of a plugin has its own beside the newest.</summary>
    internal Type? Find(string key, Type client)
    {
        if (!current.TryGetValue(key, out var found))
            return null;
        return Array.Find(found, known => known.ClientType.IsAssignableTo(client))?.Type ?? found[0].Type;
    }

    internal string DisplayName(string key) => current.TryGetValue(key, out var found) ? found[0].Attribute.DisplayName : key;

    /// <summary>Whether the server itself has a type.</summary>
    internal bool IsBuiltIn(string key) => builtIn.ContainsKey(key);

    internal bool Has(Type type) => current.Values.Any(known => Array.Exists(known, one => one.Type == type));

    /// <summary>Replaces what plugins add.</summary>
    internal void SetPlugins(IEnumerable<LoadedPlugin> newest, IEnumerable<LoadedPlugin> older)
    {
        var all = builtIn.ToDictionary(type => type.Key, type => type.Value, StringComparer.Ordinal);
        foreach (var known in newest.Concat(older).SelectMany(plugin => plugin.ConnectionTypes).Select(Known.Of))
            all[known.Attribute.Key] = all.TryGetValue(known.Attribute.Key, out var before) ? [.. before, known] : [known];
        current = all;
    }

    private sealed record Known(Type Type, ConnectionTypeAttribute Attribute, Type ClientType)
    {
        public static Known Of(Type type) => new(
            type,
            type.GetCustomAttribute<ConnectionTypeAttribute>() ?? throw new InvalidOperationException($"{type} needs a [ConnectionType] attribute that gives it a key and a name."),
            ClientOf(type));

        private static Type ClientOf(Type type)
        {
            for (var current = type; current is not null; current = current.BaseType)
            {
                if (current.IsGenericType && current.GetGenericTypeDefinition() == typeof(Connection<>))
                    return current.GetGenericArguments()[0];
            }

            return typeof(object);
        }
    }
}
