using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Snapshots;
using ClarityConnect.Workflows.Persistence.Journal;
using ClarityConnect.Workflows.Persistence.Schema;
using Microsoft.EntityFrameworkCore;

namespace ClarityConnect.Workflows.Persistence.Instances;

/// <summary>
/// What pages read about instances. No list reads a checkpoint, no count goes beyond its cap, and a search term or an order by name takes the
/// newest 50,000 running and 50,000 finished instances that fit the rest of the filter.
/// </summary>
/// <param name="contexts">Makes contexts.</param>
public sealed class InstanceReader(IDbContextFactory<WorkflowDbContext> contexts) : IInstanceReader
{
    private const int CountCap = 10_000;

    /// <inheritdoc/>
    public async Task<(InstanceRow Instance, ReadOnlyMemory<byte>? Checkpoint)?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);

        // An instance that finishes between the two queries was in neither: a third look finds it.
        return await FindAsync(InstanceQueries.Running(context), context.Instances, id, cancellationToken)
            ?? await FindAsync(InstanceQueries.Finished(context), context.InstanceHistory, id, cancellationToken)
            ?? await FindAsync(InstanceQueries.Running(context), context.Instances, id, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<InstanceSnapshot?> SnapshotAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await SnapshotQueries.ReadAsync(context, id, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<(IReadOnlyList<InstanceRow> Items, int TotalCount)> ListAsync(InstanceFilter filter, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var running = InstanceQueries.Filtered(InstanceQueries.Running(context, filter), filter);
        var finished = InstanceQueries.Filtered(InstanceQueries.Finished(context, filter), filter);
        var reach = filter.Skip + filter.Take;
        var first = InstanceQueries.OrderedRunning(running, filter).Take(reach).Concat(InstanceQueries.OrderedFinished(finished, filter).Take(reach));
        var items = await InstanceQueries.Ordered(first, filter)
            .Skip(filter.Skip)
            .Take(filter.Take)
            .ToListAsync(cancellationToken);
        if (items.Count < filter.Take && (items.Count > 0 || filter.Skip == 0)) return (items, Math.Min(filter.Skip + items.Count, CountCap));
        var count = await running.OrderBy(instance => instance.Id).Take(CountCap).CountAsync(cancellationToken);
        if (count < CountCap) count += await finished.OrderBy(instance => instance.Id).Take(CountCap - count).CountAsync(cancellationToken);
        return (items, count);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListIdsAsync(InstanceFilter filter, string? after, int take, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var running = Ids(InstanceQueries.Running(context, filter));
        var finished = Ids(InstanceQueries.Finished(context, filter));
        return await running.Concat(finished).OrderBy(id => id).Take(take).ToListAsync(cancellationToken);

        IQueryable<string> Ids(IQueryable<InstanceRow> rows) => InstanceQueries.Filtered(rows, filter)
            .Select(i => i.Id)
            .Where(id => after == null || string.Compare(id, after) > 0)
            .OrderBy(id => id)
            .Take(take);
    }

    /// <inheritdoc/>
    public async Task<(IReadOnlyList<JournalRecord> Items, int TotalCount)> ReadJournalAsync(
        string instanceId,
        JournalFilter filter,
        int skip,
        int take,
        CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await JournalQueries.ReadAsync(context, instanceId, filter, skip, take, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ActivityExecutionRow>> ListExecutionsAsync(string instanceId, string? nodeId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.ActivityExecutions
            .AsNoTracking()
            .Where(e => e.InstanceId == instanceId && (nodeId == null || e.NodeId == nodeId))
            .OrderBy(e => e.Number)
            .ToListAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ActivityExecutionRow?> FindExecutionAsync(string instanceId, int number, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.ActivityExecutions
            .AsNoTracking()
            .FirstOrDefaultAsync(e => e.InstanceId == instanceId && e.Number == number, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BookmarkRow>> ListBookmarksAsync(string instanceId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Bookmarks.AsNoTracking().Where(b => b.InstanceId == instanceId).OrderBy(b => b.Id).ToListAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OpenBookmark>> ListBookmarksAsync(BookmarkFilter filter, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var bookmarks = context.Bookmarks.AsNoTracking().Where(b => EF.Property<string?>(b, ExecutionTables.ClaimedBy) == null);
        if (filter.Id is { } id) bookmarks = bookmarks.Where(b => b.Id == id);
        if (filter.Name is { } name) bookmarks = bookmarks.Where(b => b.Name == name);
        if (filter.Key is { } key) bookmarks = bookmarks.Where(b => b.Key == key);
        if (filter.After is { } after) bookmarks = bookmarks.Where(b => string.Compare(b.Key, after) > 0);
        var page = bookmarks.OrderBy(b => b.Name).ThenBy(b => b.Key).ThenBy(b => b.Id).Take(filter.Take);
        var open = await page
            .Join(
                context.ActivityExecutions.AsNoTracking(),
                b => new { b.InstanceId, Number = b.ExecutionNumber },
                e => new { e.InstanceId, e.Number },
                (bookmark, execution) => new { bookmark, execution })
            .ToListAsync(cancellationToken);
        return
        [
            .. open
                .Select(pair => new OpenBookmark(pair.bookmark, pair.execution))
                .OrderBy(pair => pair.Bookmark.Key, StringComparer.Ordinal)
                .ThenBy(pair => pair.Bookmark.Id, StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DeadLetter>> ListDeadLettersAsync(DeadLetterFilter filter, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var letters = context.DeadLetters.AsNoTracking();
        if (filter.IsOpen is { } isOpen) letters = letters.Where(l => (l.ResolvedAt == null) == isOpen);
        if (filter.InstanceId is { } instanceId) letters = letters.Where(l => l.InstanceId == instanceId);
        if (filter.DefinitionId is { } definitionId) letters = letters.Where(l => l.DefinitionId == definitionId);
        if (filter.Kind is { } kind) letters = letters.Where(l => l.Kind == kind);
        if (filter.ActivityId is { } activityId) letters = letters.Where(l => l.ActivityId == activityId);
        if (filter.Before is { } before) letters = letters.Where(l => string.Compare(l.Id, before) < 0);
        return await letters.OrderByDescending(l => l.Id).Take(filter.Take).ToListAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<InboxMessage?> FindMessageAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Inbox.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<DeadLetter?> FindDeadLetterAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.DeadLetters.AsNoTracking().FirstOrDefaultAsync(l => l.Id == id, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<(string DefinitionId, InstanceStatus Status, int Count)>> CountAsync(
        DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var running = await CountAsync(InstanceQueries.Running(context), cancellationToken);
        var finished = await CountAsync(InstanceQueries.Finished(context).Where(i => i.FinishedAt >= since), cancellationToken);
        return [.. running, .. finished];
    }

    private static async Task<List<(string DefinitionId, InstanceStatus Status, int Count)>> CountAsync(
        IQueryable<InstanceRow> instances, CancellationToken cancellationToken)
    {
        var counts = await instances
            .GroupBy(i => new { i.DefinitionId, i.Status })
            .Select(group => new { group.Key.DefinitionId, group.Key.Status, Count = group.Count() })
            .ToListAsync(cancellationToken);
        return counts.ConvertAll(count => (count.DefinitionId, count.Status, count.Count));
    }

    private static async Task<(InstanceRow Instance, ReadOnlyMemory<byte>? Checkpoint)?> FindAsync(
        IQueryable<InstanceRow> shown, IQueryable<InstanceRow> stored, string id, CancellationToken cancellationToken)
    {
        var row = await shown.FirstOrDefaultAsync(i => i.Id == id, cancellationToken);
        if (row is null) return null;
        var checkpoint = await stored
            .Where(i => i.Id == id)
            .Select(i => EF.Property<ReadOnlyMemory<byte>?>(i, ExecutionTables.Checkpoint))
            .FirstOrDefaultAsync(cancellationToken);
        return (row, checkpoint);
    }
}
