using ClarityConnect.Workflows.Engine.Mappings;
using ClarityConnect.Workflows.Persistence.Schema;
using Microsoft.EntityFrameworkCore;

namespace ClarityConnect.Workflows.Persistence.Mappings;

/// <summary>Mapping tables in the database, every revision a row.</summary>
/// <param name="contexts">Makes contexts.</param>
public sealed class MappingTableStore(IDbContextFactory<WorkflowDbContext> contexts) : IMappingTableStore
{
    /// <inheritdoc/>
    public async Task<MappingTable?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await NewestAsync(context, name, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<MappingTable?> FindAsync(string name, int revision, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.MappingTables.AsNoTracking().FirstOrDefaultAsync(table => table.Name == name && table.Revision == revision, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<MappingTable>> ListRevisionsAsync(string name, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.MappingTables
            .AsNoTracking()
            .Where(table => table.Name == name)
            .OrderByDescending(table => table.Revision)
            .Select(table => new MappingTable(table.Name, "", table.Revision, table.UpdatedAt, table.ChangedBy))
            .ToListAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<MappingTable?> RestoreAsync(string name, int revision, string? changedBy, DateTimeOffset now, CancellationToken cancellationToken) =>
        await FindAsync(name, revision, cancellationToken) is { } earlier
            ? await SaveAsync(name, earlier.Document, changedBy, now, cancellationToken)
            : null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<MappingTable>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.MappingTables
            .AsNoTracking()
            .Where(table => !context.MappingTables.Any(newer => newer.Name == table.Name && newer.Revision > table.Revision))
            .OrderBy(table => table.Name)
            .ToListAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task<MappingTable> SaveAsync(string name, string document, DateTimeOffset now, CancellationToken cancellationToken) =>
        SaveAsync(name, document, changedBy: null, now, cancellationToken);

    /// <inheritdoc/>
    public Task<MappingTable> SaveAsync(string name, string document, string? changedBy, DateTimeOffset now, CancellationToken cancellationToken) =>
        Concurrency.RetryAsync(async () =>
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var newest = await NewestAsync(context, name, cancellationToken);
            if (newest?.Document == document) return newest;
            var table = new MappingTable(name, document, (newest?.Revision ?? 0) + 1, now, changedBy);
            context.MappingTables.Add(table);
            await context.SaveChangesAsync(cancellationToken);
            return table;
        });

    private static Task<MappingTable?> NewestAsync(WorkflowDbContext context, string name, CancellationToken cancellationToken) =>
        context.MappingTables
            .AsNoTracking()
            .Where(table => table.Name == name)
            .OrderByDescending(table => table.Revision)
            .FirstOrDefaultAsync(cancellationToken);
}
