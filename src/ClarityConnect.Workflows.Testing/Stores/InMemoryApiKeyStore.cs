using ClarityConnect.Workflows.Engine.Access;

namespace ClarityConnect.Workflows.Testing.Stores;

/// <summary>API keys in memory.</summary>
/// <param name="time">Tells when they are made.</param>
public sealed class InMemoryApiKeyStore(TimeProvider time) : IApiKeyStore
{
    private readonly List<ApiKey> rows = [];

    /// <inheritdoc/>
    public Task<(string Key, ApiKey Row)> CreateAsync(string name, string role, DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var key = $"clarity_{Guid.NewGuid():N}";
        var row = new ApiKey { Id = Guid.CreateVersion7(now).ToString("N"), Name = name, Hash = key, Role = role, CreatedAt = now, ExpiresAt = expiresAt };
        lock (rows)
            rows.Add(row);
        return Task.FromResult((key, row));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken)
    {
        lock (rows)
            return Task.FromResult<IReadOnlyList<ApiKey>>([.. rows]);
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        lock (rows)
            return Task.FromResult(rows.RemoveAll(row => row.Id == id) > 0);
    }
}
