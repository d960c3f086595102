using ClarityConnect.Workflows.Engine.Mappings;

namespace ClarityConnect.Workflows.Testing.Stores;

/// <summary>Mapping tables in memory.</summary>
public sealed class InMemoryMappingTableStore : IMappingTableStore
{
    private readonly SortedDictionary<string, MappingTable> newest = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<MappingTable?> FindAsync(string name, CancellationToken cancellationToken)
    {
        lock (newest) return Task.FromResult(newest.GetValueOrDefault(name));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<MappingTable>> ListAsync(CancellationToken cancellationToken)
    {
        lock (newest) return Task.FromResult<IReadOnlyList<MappingTable>>([.. newest.Values]);
    }

    /// <inheritdoc/>
    public Task<MappingTable> SaveAsync(string name, string document, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (newest)
        {
            var table = newest.GetValueOrDefault(name);
            if (table?.Document == document) return Task.FromResult(table);
            return Task.FromResult(newest[name] = new MappingTable(name, document, (table?.Revision ?? 0) + 1, now));
        }
    }
}
