using ClarityConnect.Workflows.Engine.Mappings;

namespace ClarityConnect.Workflows.Testing.Stores;

/// <summary>Mapping tables in memory.</summary>
public sealed class InMemoryMappingTableStore : IMappingTableStore
{
    private readonly SortedDictionary<string, List<MappingTable>> _revisions = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<MappingTable?> FindAsync(string name, CancellationToken cancellationToken)
    {
        lock (_revisions) return Task.FromResult(_revisions.TryGetValue(name, out var all) ? all[^1] : null);
    }

    /// <inheritdoc/>
    public Task<MappingTable?> FindAsync(string name, int revision, CancellationToken cancellationToken)
    {
        lock (_revisions) return Task.FromResult(_revisions.TryGetValue(name, out var all) && revision >= 1 && revision <= all.Count ? all[revision - 1] : null);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<MappingTable>> ListAsync(CancellationToken cancellationToken)
    {
        lock (_revisions) return Task.FromResult<IReadOnlyList<MappingTable>>([.. _revisions.Values.Select(all => all[^1])]);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<MappingTable>> ListRevisionsAsync(string name, CancellationToken cancellationToken)
    {
        lock (_revisions)
        {
            var all = _revisions.GetValueOrDefault(name) ?? [];
            return Task.FromResult<IReadOnlyList<MappingTable>>([.. all.Select(table => table with { Document = "" }).Reverse()]);
        }
    }

    /// <inheritdoc/>
    public Task<MappingTable> SaveAsync(string name, string document, DateTimeOffset now, CancellationToken cancellationToken) =>
        SaveAsync(name, document, changedBy: null, now, cancellationToken);

    /// <inheritdoc/>
    public Task<MappingTable> SaveAsync(string name, string document, string? changedBy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_revisions)
        {
            if (!_revisions.TryGetValue(name, out var all)) _revisions[name] = all = [];
            if (all.Count == 0 || all[^1].Document != document) all.Add(new MappingTable(name, document, all.Count + 1, now, changedBy));
            return Task.FromResult(all[^1]);
        }
    }

    /// <inheritdoc/>
    public async Task<MappingTable?> RestoreAsync(string name, int revision, string? changedBy, DateTimeOffset now, CancellationToken cancellationToken) =>
        await FindAsync(name, revision, cancellationToken) is { } earlier
            ? await SaveAsync(name, earlier.Document, changedBy, now, cancellationToken)
            : null;
}
