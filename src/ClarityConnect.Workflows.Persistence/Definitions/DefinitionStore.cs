using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Schedules;
using ClarityConnect.Workflows.Persistence.Schema;
using Microsoft.EntityFrameworkCore;

namespace ClarityConnect.Workflows.Persistence.Definitions;

/// <summary>Definitions, triggers and schedules in the database.</summary>
/// <param name="contexts">Makes contexts.</param>
public sealed class DefinitionStore(IDbContextFactory<WorkflowDbContext> contexts) : IDefinitionStore
{
    /// <inheritdoc/>
    public async Task<DefinitionVersion?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.DefinitionVersions.AsNoTracking().FirstOrDefaultAsync(version => version.Id == id, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<DefinitionVersion?> FindAsync(DefinitionFilter filter, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await DefinitionQueries.Ordered(DefinitionQueries.Filtered(context, filter), filter)
            .Skip(filter.Skip)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<(IReadOnlyList<DefinitionVersion> Items, int TotalCount)> ListAsync(DefinitionFilter filter, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = DefinitionQueries.Filtered(context, filter);
        var count = await found.CountAsync(cancellationToken);
        var page = DefinitionQueries.Ordered(found, filter).Skip(filter.Skip);
        if (filter.Take is { } take) page = page.Take(take);
        return (await (filter.WithDocuments ? page : DefinitionQueries.WithoutDocuments(page)).ToListAsync(cancellationToken), count);
    }

    /// <inheritdoc/>
    public async Task SaveAsync(
        DefinitionVersion version,
        IReadOnlyList<TriggerRow> triggers,
        IReadOnlyList<ScheduleRow> schedules,
        CancellationToken cancellationToken)
    {
        await using var change = await DefinitionChange.BeginAsync(contexts, version.DefinitionId, cancellationToken);
        await WriteAsync(change, version, triggers, schedules, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> ReplaceAsync(
        DefinitionVersion? latest,
        DefinitionVersion version,
        IReadOnlyList<TriggerRow> triggers,
        IReadOnlyList<ScheduleRow> schedules,
        CancellationToken cancellationToken)
    {
        await using var change = await DefinitionChange.BeginAsync(contexts, version.DefinitionId, cancellationToken);
        if (!await change.IsLatestAsync(latest, cancellationToken)) return false;
        await WriteAsync(change, version, triggers, schedules, cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public async Task<bool> RetractAsync(string definitionId, CancellationToken cancellationToken)
    {
        await using var change = await DefinitionChange.BeginAsync(contexts, definitionId, cancellationToken);
        var wasPublished = await change.RetractAsync(cancellationToken);
        await change.ReplaceTriggersAsync([], [], cancellationToken);
        await change.CommitAsync(cancellationToken);
        return wasPublished;
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(string definitionId, CancellationToken cancellationToken)
    {
        await using var change = await DefinitionChange.BeginAsync(contexts, definitionId, cancellationToken);
        var existed = await change.DeleteAsync(cancellationToken);
        await change.ReplaceTriggersAsync([], [], cancellationToken);
        await change.CommitAsync(cancellationToken);
        return existed;
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteVersionAsync(string id, CancellationToken cancellationToken)
    {
        if (await FindAsync(new DefinitionFilter { Ids = [id] }, cancellationToken) is not { } version) return false;
        await using var change = await DefinitionChange.BeginAsync(contexts, version.DefinitionId, cancellationToken);
        var existed = await change.DeleteVersionAsync(id, cancellationToken);
        if (!await change.IsPublishedAsync(cancellationToken)) await change.ReplaceTriggersAsync([], [], cancellationToken);
        await change.CommitAsync(cancellationToken);
        return existed;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TriggerRow>> ListTriggersAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Triggers.AsNoTracking().OrderBy(trigger => EF.Property<long>(trigger, "Id")).ToListAsync(cancellationToken);
    }

    private static async Task WriteAsync(
        DefinitionChange change,
        DefinitionVersion version,
        IReadOnlyList<TriggerRow> triggers,
        IReadOnlyList<ScheduleRow> schedules,
        CancellationToken cancellationToken)
    {
        await change.WriteAsync(version, cancellationToken);
        if (version.IsPublished) await change.ReplaceTriggersAsync(triggers, schedules, cancellationToken);
        else if (!await change.IsPublishedAsync(cancellationToken)) await change.ReplaceTriggersAsync([], [], cancellationToken);
        await change.CommitAsync(cancellationToken);
    }
}
