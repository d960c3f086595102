namespace ClarityConnect.Workflows.Engine.Activities;

/// <summary>The activity types that are known here, by type name and version.</summary>
public sealed class ActivityRegistry
{
    private readonly Dictionary<string, SortedList<int, ActivityDescriptor>> byType = new(StringComparer.Ordinal);

    /// <summary>Describes activity classes.</summary>
    /// <param name="types">Classes derived from <see cref="Sdk.Activities.Activity"/> with an [Activity] attribute.</param>
    /// <exception cref="InvalidOperationException">Two classes have one type name and version, or a class cannot be described.</exception>
    public ActivityRegistry(IEnumerable<Type> types)
    {
        foreach (var type in types)
        {
            var descriptor = DescriptorFactory.Describe(type);
            if (!byType.TryGetValue(descriptor.TypeName, out var versions))
                byType[descriptor.TypeName] = versions = [];
            if (!versions.TryAdd(descriptor.Version, descriptor))
                throw new InvalidOperationException($"{type} and {versions[descriptor.Version].ClrType} are both '{descriptor.TypeName}' version {descriptor.Version}.");
        }
    }

    /// <summary>All descriptors.</summary>
    public IEnumerable<ActivityDescriptor> All => byType.Values.SelectMany(versions => versions.Values);

    /// <summary>Finds an activity type; an unknown version falls back to the newest one of the type.</summary>
    /// <param name="typeName">The type name.</param>
    /// <param name="version">The version; null or 0 for the newest.</param>
    public ActivityDescriptor? Find(string typeName, int? version = null)
    {
        if (!byType.TryGetValue(typeName, out var versions))
            return null;
        return version is { } wanted && versions.TryGetValue(wanted, out var exact) ? exact : versions.Values[^1];
    }
}
