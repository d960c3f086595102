using ClarityConnect.Workflows.Engine.Secrets;
using ClarityConnect.Workflows.Persistence.Schema;
using Microsoft.EntityFrameworkCore;

namespace ClarityConnect.Workflows.Persistence.Secrets;

/// <summary>Secrets in the database, every version a row; values are encrypted before they come here, and only one row of a secret has one.</summary>
/// <param name="contexts">Makes contexts.</param>
public sealed class SecretStore(IDbContextFactory<WorkflowDbContext> contexts) : ISecretStore
{
    /// <inheritdoc/>
    public async Task<SecretVersion?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Secrets.AsNoTracking().Where(secret => secret.Name == name).OrderByDescending(secret => secret.Version).FirstOrDefaultAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SecretVersion>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Secrets
            .AsNoTracking()
            .Where(secret => !context.Secrets.Any(newer => newer.Name == secret.Name && newer.Version > secret.Version))
            .OrderBy(secret => secret.Name)
            .ToListAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> AddAsync(SecretVersion version, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var earlier = context.Secrets.Where(secret => secret.Name == version.Name && secret.Version < version.Version);
        await EraseAsync(earlier, SecretStatus.Retired, version.UpdatedAt, cancellationToken);
        if (await context.Secrets.AnyAsync(secret => secret.Name == version.Name && secret.Version >= version.Version, cancellationToken))
            return false;
        context.Secrets.Add(version);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (Concurrency.IsDuplicate(exception.InnerException))
        {
            return false;
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public async Task<bool> UpdateAsync(SecretVersion version, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Secrets
            .Where(secret => secret.Name == version.Name && secret.Version == version.Version)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(secret => secret.DisplayName, version.DisplayName)
                    .SetProperty(secret => secret.Description, version.Description)
                    .SetProperty(secret => secret.ExpiresAt, version.ExpiresAt)
                    .SetProperty(secret => secret.UpdatedAt, version.UpdatedAt),
                cancellationToken) > 0;
    }

    /// <inheritdoc/>
    public async Task RevokeAsync(string name, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await EraseAsync(context.Secrets.Where(secret => secret.Name == name), SecretStatus.Revoked, now, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Secrets.Where(secret => secret.Name == name).ExecuteDeleteAsync(cancellationToken) > 0;
    }

    private static Task<int> EraseAsync(IQueryable<SecretVersion> secrets, SecretStatus status, DateTimeOffset now, CancellationToken cancellationToken) => secrets
        .Where(secret => secret.Status == SecretStatus.Active)
        .ExecuteUpdateAsync(
            set => set
                .SetProperty(secret => secret.Status, status)
                .SetProperty(secret => secret.Value, (string?)null)
                .SetProperty(secret => secret.UpdatedAt, now),
            cancellationToken);
}
