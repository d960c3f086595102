using System.Reflection;
using ClarityConnect.Workflows.Sdk.Connections;

namespace ClarityConnect.Workflows.Engine.Connections;

/// <summary>The connection types that are known here, by key.</summary>
public sealed class ConnectionTypes
{
    private readonly Dictionary<string, (Type Type, ConnectionTypeAttribute Attribute)> byKey = new(StringComparer.Ordinal);

    /// <summary>Registers connection types.</summary>
    /// <param name="types">Classes derived from <see cref="Connection"/> with a [ConnectionType] attribute.</param>
    /// <exception cref="InvalidOperationException">A class has no attribute, or two have one key.</exception>
    public ConnectionTypes(IEnumerable<Type> types)
    {
        foreach (var type in types)
        {
            var attribute = type.GetCustomAttribute<ConnectionTypeAttribute>()
                ?? throw new InvalidOperationException($"{type} needs a [ConnectionType] attribute that gives it a key and a name.");
            if (!byKey.TryAdd(attribute.Key, (type, attribute)))
                throw new InvalidOperationException($"{type} and {byKey[attribute.Key].Type} are both the connection type '{attribute.Key}'.");
        }
    }

    /// <summary>All types with their names.</summary>
    public IEnumerable<(string Key, string DisplayName, string? Description)> All =>
        byKey.Values.Select(type => (type.Attribute.Key, type.Attribute.DisplayName, type.Attribute.Description));

    /// <summary>The fields of a type, in the order of a form; empty if there is no such type.</summary>
    /// <param name="key">The type's key.</param>
    public IReadOnlyList<ConnectionField> FieldsOf(string key) => Find(key) is { } type ? ConnectionFields.Of(type) : [];

    internal Type? Find(string key) => byKey.TryGetValue(key, out var found) ? found.Type : null;

    internal string DisplayName(string key) => byKey.TryGetValue(key, out var found) ? found.Attribute.DisplayName : key;
}
