using System.Collections.Frozen;

namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>The triggers of published definitions in memory, refreshed whenever something is published here or on another node.</summary>
/// <param name="store">Where triggers are.</param>
public sealed class TriggerIndex(IDefinitionStore store)
{
    private volatile FrozenDictionary<string, IReadOnlyList<TriggerRow>> byName = FrozenDictionary<string, IReadOnlyList<TriggerRow>>.Empty;

    /// <summary>Raised after a refresh.</summary>
    public event Action? Changed;

    /// <summary>The triggers for events of a name.</summary>
    /// <param name="name">The name.</param>
    public IReadOnlyList<TriggerRow> Find(string name) => byName.TryGetValue(name, out var triggers) ? triggers : [];

    /// <summary>Reads the triggers anew.</summary>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var triggers = await store.ListTriggersAsync(cancellationToken);
        byName = triggers.GroupBy(trigger => trigger.Name).ToFrozenDictionary(
            group => group.Key,
            group => (IReadOnlyList<TriggerRow>)group.ToList(),
            StringComparer.Ordinal);
        Changed?.Invoke();
    }
}
