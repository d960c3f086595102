using ClarityConnect.Workflows.Engine.Mappings;

namespace ClarityConnect.Workflows.Testing.Stores;

/// <summary>Mapping tables in memory.</summary>
public sealed class InMemoryMappingTableStore : IMappingTableStore
{
    private readonly SortedDictionary<string, MappingTable> _newest = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<MappingTable?> FindAsync(string name, CancellationToken cancellationToken)
    {
        lock (_newest) return Task.FromResult(_newest.GetValueOrDefault(name));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<MappingTable>> ListAsync(CancellationToken cancellationToken)
    {
        lock (_newest) return Task.FromResult<IReadOnlyList<MappingTable>>([.. _newest.Values]);
    }

    /// <inheritdoc/>
    public Task<MappingTable> SaveAsync(string name, string document, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_newest)
        {
            var table = _newest.GetValueOrDefault(name);
            if (table?.Document == document) return Task.FromResult(table);
            return Task.FromResult(_newest[name] = new MappingTable(name, document, (table?.Revision ?? 0) + 1, now));
        }
    }
}
