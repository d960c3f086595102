using ClarityConnect.Workflows.Engine.Secrets;

namespace ClarityConnect.Workflows.Testing.Stores;

/// <summary>Secrets in memory; earlier versions, which have no value, are forgotten.</summary>
public sealed class InMemorySecretStore : ISecretStore
{
    private readonly SortedDictionary<string, SecretVersion> _rows = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<SecretVersion?> FindAsync(string name, CancellationToken cancellationToken)
    {
        lock (_rows) return Task.FromResult(_rows.GetValueOrDefault(name));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<SecretVersion>> ListAsync(CancellationToken cancellationToken)
    {
        lock (_rows) return Task.FromResult<IReadOnlyList<SecretVersion>>([.. _rows.Values]);
    }

    /// <inheritdoc/>
    public Task<bool> AddAsync(SecretVersion version, CancellationToken cancellationToken)
    {
        lock (_rows)
        {
            if (_rows.TryGetValue(version.Name, out var newest) && newest.Version >= version.Version) return Task.FromResult(false);
            _rows[version.Name] = version;
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task<bool> UpdateAsync(SecretVersion version, CancellationToken cancellationToken) => Change(
        version.Name,
        row => row.Version == version.Version
            ? row with { DisplayName = version.DisplayName, Description = version.Description, ExpiresAt = version.ExpiresAt, UpdatedAt = version.UpdatedAt }
            : row);

    /// <inheritdoc/>
    public Task RevokeAsync(string name, DateTimeOffset now, CancellationToken cancellationToken) =>
        Change(name, row => row.Status == SecretStatus.Active ? row with { Status = SecretStatus.Revoked, Value = null, UpdatedAt = now } : row);

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        lock (_rows) return Task.FromResult(_rows.Remove(name));
    }

    private Task<bool> Change(string name, Func<SecretVersion, SecretVersion> change)
    {
        lock (_rows)
        {
            if (!_rows.TryGetValue(name, out var row)) return Task.FromResult(false);
            _rows[name] = change(row);
            return Task.FromResult(true);
        }
    }
}
