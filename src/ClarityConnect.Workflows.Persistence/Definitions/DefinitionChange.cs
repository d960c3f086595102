using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Schedules;
using ClarityConnect.Workflows.Persistence.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ClarityConnect.Workflows.Persistence.Definitions;

/// <summary>One change of one definition: a transaction that others who change the same definition wait for.</summary>
internal sealed class DefinitionChange : IAsyncDisposable
{
    private readonly WorkflowDbContext _context;
    private readonly IDbContextTransaction _transaction;
    private readonly string _definitionId;

    private DefinitionChange(WorkflowDbContext context, IDbContextTransaction transaction, string definitionId) =>
        (_context, _transaction, _definitionId) = (context, transaction, definitionId);

    private IQueryable<DefinitionVersion> Versions =>
        _context.DefinitionVersions.Where(v => v.DefinitionId == _definitionId && !EF.Property<bool>(v, DefinitionTables.IsDeleted));

    public static async Task<DefinitionChange> BeginAsync(
        IDbContextFactory<WorkflowDbContext> contexts, string definitionId, CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken);
        try
        {
            var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            if (context.Database.IsNpgsql())
            {
                await context.Database.ExecuteAsync($"select pg_advisory_xact_lock(hashtextextended('definition:' || {definitionId}, 0))", cancellationToken);
            }
            else
            {
                var resource = $"definition:{definitionId}";
                await context.Database.ExecuteAsync(
                    $"exec sp_getapplock @Resource = {resource}, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 30000", cancellationToken);
            }

            return new DefinitionChange(context, transaction, definitionId);
        }
        catch
        {
            await context.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stores a version; if it is the latest or published, the others are not any longer.</summary>
    public async Task WriteAsync(DefinitionVersion version, CancellationToken cancellationToken)
    {
        var others = Versions.Where(v => v.Id != version.Id);
        if (version.IsLatest)
            await others.Where(v => v.IsLatest).ExecuteUpdateAsync(set => set.SetProperty(v => v.IsLatest, false), cancellationToken);
        if (version.IsPublished)
            await others.Where(v => v.IsPublished).ExecuteUpdateAsync(set => set.SetProperty(v => v.IsPublished, false), cancellationToken);

        var exists = await _context.DefinitionVersions.AnyAsync(v => v.Id == version.Id, cancellationToken);
        var entry = exists ? _context.Update(version) : _context.Add(version);
        entry.Property(DefinitionTables.IsDeleted).CurrentValue = false;
        await _context.SaveChangesAsync(cancellationToken);
    }

    public Task<bool> IsPublishedAsync(CancellationToken cancellationToken) => Versions.AnyAsync(v => v.IsPublished, cancellationToken);

    public async Task<bool> RetractAsync(CancellationToken cancellationToken) =>
        await Versions.Where(v => v.IsPublished).ExecuteUpdateAsync(set => set.SetProperty(v => v.IsPublished, false), cancellationToken) > 0;

    /// <summary>Whether the latest version is what somebody read before.</summary>
    public async Task<bool> IsLatestAsync(DefinitionVersion? read, CancellationToken cancellationToken)
    {
        var stored = await Versions.AsNoTracking().FirstOrDefaultAsync(v => v.IsLatest, cancellationToken);
        return stored is null ? read is null : read is not null && (stored.Id, stored.IsPublished, stored.Document) == (read.Id, read.IsPublished, read.Document);
    }

    /// <summary>Deletes the versions without instances and hides the others.</summary>
    public async Task<bool> DeleteAsync(CancellationToken cancellationToken) => await DeleteAsync(Versions, cancellationToken) > 0;

    /// <summary>Deletes or hides one version; the highest that is left becomes the latest.</summary>
    public async Task<bool> DeleteVersionAsync(string id, CancellationToken cancellationToken)
    {
        var existed = await DeleteAsync(Versions.Where(v => v.Id == id), cancellationToken) > 0;
        if (await Versions.AnyAsync(v => v.IsLatest, cancellationToken)) return existed;
        var highest = await Versions.MaxAsync(v => (int?)v.Version, cancellationToken);
        await Versions.Where(v => v.Version == highest).ExecuteUpdateAsync(set => set.SetProperty(v => v.IsLatest, true), cancellationToken);
        return existed;
    }

    public async Task ReplaceTriggersAsync(
        IReadOnlyList<TriggerRow> triggers, IReadOnlyList<ScheduleRow> schedules, CancellationToken cancellationToken)
    {
        await _context.Triggers.Where(trigger => trigger.DefinitionId == _definitionId).ExecuteDeleteAsync(cancellationToken);
        _context.Triggers.AddRange(triggers);
        var kept = schedules.Select(schedule => schedule.Id).ToList();
        await _context.Schedules
            .Where(schedule => schedule.DefinitionId == _definitionId && !kept.Contains(schedule.Id))
            .ExecuteDeleteAsync(cancellationToken);
        foreach (var schedule in schedules)
        {
            if (!await CarryOnAsync(schedule, cancellationToken)) _context.Schedules.Add(schedule);
        }

        await _context.SaveChangesAsync(cancellationToken);
        if (_context.Database.IsNpgsql()) await _context.Database.ExecuteAsync($"select pg_notify('clarity_definitions', '')", cancellationToken);
    }

    public Task CommitAsync(CancellationToken cancellationToken) => _transaction.CommitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _context.DisposeAsync();
    }

    private async Task<int> DeleteAsync(IQueryable<DefinitionVersion> versions, CancellationToken cancellationToken)
    {
        var deleted = await versions
            .Where(v => !_context.Instances.Any(i => i.DefinitionId == v.DefinitionId && i.DefinitionVersionId == v.Id)
                && !_context.InstanceHistory.Any(i => i.DefinitionId == v.DefinitionId && i.DefinitionVersionId == v.Id))
            .ExecuteDeleteAsync(cancellationToken);
        var hidden = await versions.ExecuteUpdateAsync(
            set => set
                .SetProperty(v => v.IsLatest, false)
                .SetProperty(v => v.IsPublished, false)
                .SetProperty(v => EF.Property<bool>(v, DefinitionTables.IsDeleted), true),
            cancellationToken);
        return deleted + hidden;
    }

    /// <summary>Changes a schedule that is there already. Its fence grows, so that a claim on it as it was writes nothing.</summary>
    private async Task<bool> CarryOnAsync(ScheduleRow row, CancellationToken cancellationToken)
    {
        var same = _context.Schedules.Where(s => s.Id == row.Id);
        await same
            .Where(s => s.Cron != row.Cron || s.Interval != row.Interval || s.At != row.At || s.TimeZone != row.TimeZone)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.NextDueAt, row.NextDueAt), cancellationToken);
        return await same.ExecuteUpdateAsync(
            set => set
                .SetProperty(s => s.DefinitionVersionId, row.DefinitionVersionId)
                .SetProperty(s => s.Version, row.Version)
                .SetProperty(s => s.Cron, row.Cron)
                .SetProperty(s => s.Interval, row.Interval)
                .SetProperty(s => s.At, row.At)
                .SetProperty(s => s.TimeZone, row.TimeZone)
                .SetProperty(s => s.Misfire, row.Misfire)
                .SetProperty(s => s.IsPoll, row.IsPoll)
                .SetProperty(s => s.Activation, row.Activation)
                .SetProperty(s => s.Failures, row.Failures)
                .SetProperty(s => s.LastError, row.LastError)
                .SetProperty(s => s.Fence, s => s.Fence + 1)
                .SetProperty(s => EF.Property<DateTimeOffset?>(s, DefinitionTables.ClaimedUntil), (DateTimeOffset?)null),
            cancellationToken) > 0;
    }
}
