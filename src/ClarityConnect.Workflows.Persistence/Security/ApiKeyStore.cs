using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ClarityConnect.Workflows.Engine.Access;
using ClarityConnect.Workflows.Persistence.Schema;
using Microsoft.EntityFrameworkCore;

namespace ClarityConnect.Workflows.Persistence.Security;

/// <summary>API keys of machines. A key is shown once, when it is made; the database holds its hash.</summary>
/// <param name="contexts">Makes contexts.</param>
/// <param name="time">Tells when keys are made and used.</param>
public sealed class ApiKeyStore(IDbContextFactory<WorkflowDbContext> contexts, TimeProvider time) : IApiKeyStore
{
    /// <inheritdoc/>
    public async Task<(string Key, ApiKey Row)> CreateAsync(string name, string role, DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        var key = "clarity_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (key, await AddAsync(key, name, role, expiresAt, cancellationToken));
    }

    /// <summary>Stores a key that somebody else made, such as the administrator's first one. A key that is known keeps its row.</summary>
    /// <param name="key">The key.</param>
    /// <param name="name">What a person calls it.</param>
    /// <param name="role">What it may do.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    public Task<ApiKey> AddAsync(string key, string name, string role, CancellationToken cancellationToken) => AddAsync(key, name, role, null, cancellationToken);

    private Task<ApiKey> AddAsync(string key, string name, string role, DateTimeOffset? expiresAt, CancellationToken cancellationToken) =>
        Concurrency.RetryAsync(async () =>
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var hash = HashOf(key);
            var known = await context.ApiKeys.AsNoTracking().FirstOrDefaultAsync(row => row.Hash == hash, cancellationToken);
            if (known is not null) return known;
            var now = time.GetUtcNow();
            var row = new ApiKey { Id = Guid.CreateVersion7(now).ToString("N"), Name = name, Hash = hash, Role = role, CreatedAt = now, ExpiresAt = expiresAt };
            context.ApiKeys.Add(row);
            await context.SaveChangesAsync(cancellationToken);
            return row;
        });

    /// <summary>Finds who a key belongs to, and notes its use, at most once an hour.</summary>
    /// <param name="key">The key as it was sent.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The row; null for a key that is unknown, revoked or expired.</returns>
    public async Task<ApiKey?> FindAsync(string key, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var hash = HashOf(key);
        var row = await context.ApiKeys.AsNoTracking().FirstOrDefaultAsync(row => row.Hash == hash, cancellationToken);
        var now = time.GetUtcNow();
        if (row?.ExpiresAt <= now) return null;
        if (row is null || now - row.LastUsedAt < TimeSpan.FromHours(1)) return row;
        await context.ApiKeys
            .Where(used => used.Id == row.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(used => used.LastUsedAt, now), cancellationToken);
        return row with { LastUsedAt = now };
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.ApiKeys.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.ApiKeys.Where(row => row.Id == id).ExecuteDeleteAsync(cancellationToken) > 0;
    }

    /// <summary>What is stored of a key: SHA-256, lower-case hex. A key has 256 random bits, so nothing slower is needed.</summary>
    /// <param name="key">The key.</param>
    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
