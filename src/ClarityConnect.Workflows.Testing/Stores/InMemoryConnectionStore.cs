using ClarityConnect.Workflows.Engine.Connections;

namespace ClarityConnect.Workflows.Testing.Stores;

/// <summary>Connections in memory.</summary>
public sealed class InMemoryConnectionStore : IConnectionStore
{
    private readonly SortedDictionary<string, ConnectionRow> _rows = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<ConnectionRow?> FindAsync(string name, CancellationToken cancellationToken)
    {
        lock (_rows) return Task.FromResult(_rows.GetValueOrDefault(name));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ConnectionRow>> ListAsync(CancellationToken cancellationToken)
    {
        lock (_rows) return Task.FromResult<IReadOnlyList<ConnectionRow>>([.. _rows.Values]);
    }

    /// <inheritdoc/>
    public Task<ConnectionRow> SaveAsync(string name, string typeKey, string settings, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_rows)
        {
            var revision = _rows.TryGetValue(name, out var row) ? row.Revision + 1 : 1;
            return Task.FromResult(_rows[name] = new ConnectionRow(name, typeKey, settings, revision, now));
        }
    }

    /// <inheritdoc/>
    public Task<bool> AmendAsync(ConnectionRow row, string settings, CancellationToken cancellationToken)
    {
        lock (_rows)
        {
            if (_rows.GetValueOrDefault(row.Name) != row) return Task.FromResult(false);
            _rows[row.Name] = row with { Settings = settings };
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        lock (_rows) return Task.FromResult(_rows.Remove(name));
    }
}
