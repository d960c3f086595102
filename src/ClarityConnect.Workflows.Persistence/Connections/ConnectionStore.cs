using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Persistence.Schema;
using Microsoft.EntityFrameworkCore;

namespace ClarityConnect.Workflows.Persistence.Connections;

/// <summary>Connections in the database.</summary>
/// <param name="contexts">Makes contexts.</param>
public sealed class ConnectionStore(IDbContextFactory<WorkflowDbContext> contexts) : IConnectionStore
{
    /// <inheritdoc/>
    public async Task<ConnectionRow?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Connections.AsNoTracking().FirstOrDefaultAsync(row => row.Name == name, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ConnectionRow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Connections.AsNoTracking().OrderBy(row => row.Name).ToListAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ConnectionRow> SaveAsync(string name, string typeKey, string settings, DateTimeOffset now, CancellationToken cancellationToken) =>
        Concurrency.RetryAsync(() => TrySaveAsync(name, typeKey, settings, now, cancellationToken));

    /// <inheritdoc/>
    public async Task<bool> AmendAsync(ConnectionRow row, string settings, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Connections
            .Where(stored => stored.Name == row.Name && stored.Revision == row.Revision && stored.Settings == row.Settings)
            .ExecuteUpdateAsync(set => set.SetProperty(stored => stored.Settings, settings), cancellationToken) > 0;
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Connections.Where(row => row.Name == name).ExecuteDeleteAsync(cancellationToken) > 0;
    }

    private async Task<ConnectionRow> TrySaveAsync(string name, string typeKey, string settings, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var changed = await context.Connections.Where(row => row.Name == name).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.TypeKey, typeKey)
                .SetProperty(row => row.Settings, settings)
                .SetProperty(row => row.Revision, row => row.Revision + 1)
                .SetProperty(row => row.UpdatedAt, now),
            cancellationToken);
        if (changed == 0)
        {
            context.Connections.Add(new ConnectionRow(name, typeKey, settings, 1, now));
            await context.SaveChangesAsync(cancellationToken);
        }

        var saved = await context.Connections.AsNoTracking().FirstAsync(row => row.Name == name, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return saved;
    }
}
