using ClarityConnect.Workflows.Engine.Reconciliations;
using ClarityConnect.Workflows.Persistence.Schema;
using Microsoft.EntityFrameworkCore;

namespace ClarityConnect.Workflows.Persistence.Reconciliations;

/// <summary>Reports of reconciliations in the database: the head in columns, the lines packed in one.</summary>
/// <param name="contexts">Makes contexts.</param>
public sealed class ReconciliationStore(IDbContextFactory<WorkflowDbContext> contexts) : IReconciliationStore
{
    /// <inheritdoc/>
    public Task SaveAsync(ReconciliationReport report, CancellationToken cancellationToken) =>
        Concurrency.RetryAsync(async () =>
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var exists = await Of(context, report.Summary.Pair, report.Summary.Day).AnyAsync(cancellationToken);
            var entry = context.Entry(report.Summary);
            entry.State = exists ? EntityState.Modified : EntityState.Added;
            entry.Property(RecordTables.Lines).CurrentValue = report.Pack();
            return await context.SaveChangesAsync(cancellationToken);
        });

    /// <inheritdoc/>
    public async Task<ReconciliationReport?> FindAsync(string pair, DateOnly day, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(Of(context, pair, day), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ReconciliationReport?> FindBeforeAsync(string pair, DateOnly day, DateOnly since, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(
            context.Reconciliations.Where(report => report.Pair == pair && report.Day < day && report.Day >= since).OrderByDescending(report => report.Day), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ReconciliationSummary>> ListAsync(ReconciliationFilter filter, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var reports = context.Reconciliations.AsNoTracking();
        if (filter.Pair is { } pair) reports = reports.Where(report => report.Pair == pair);
        if (filter.State is { } state) reports = reports.Where(report => report.State == state);
        if (filter.From is { } from) reports = reports.Where(report => report.Day >= from);
        if (filter.Until is { } until) reports = reports.Where(report => report.Day <= until);
        return await reports
            .OrderByDescending(report => report.Day).ThenBy(report => report.Pair)
            .Skip(filter.Skip)
            .Take(filter.Take)
            .Select(report => new ReconciliationSummary
            {
                Pair = report.Pair,
                Day = report.Day,
                LeftName = report.LeftName,
                RightName = report.RightName,
                State = report.State,
                Matched = report.Matched,
                MissingOnLeft = report.MissingOnLeft,
                MissingOnRight = report.MissingOnRight,
                AmountDiffers = report.AmountDiffers,
                Duplicates = report.Duplicates,
                TimingDifferences = report.TimingDifferences,
                Cleared = report.Cleared,
                RunAt = report.RunAt,
                InstanceId = report.InstanceId,
                DefinitionId = report.DefinitionId,
            })
            .ToListAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListPairsAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Reconciliations.Select(report => report.Pair).Distinct().OrderBy(pair => pair).ToListAsync(cancellationToken);
    }

    private static IQueryable<ReconciliationSummary> Of(WorkflowDbContext context, string pair, DateOnly day) =>
        context.Reconciliations.Where(report => report.Pair == pair && report.Day == day);

    private static async Task<ReconciliationReport?> ReadAsync(IQueryable<ReconciliationSummary> reports, CancellationToken cancellationToken)
    {
        var found = await reports
            .AsNoTracking()
            .Select(report => new { Summary = report, Lines = EF.Property<ReadOnlyMemory<byte>>(report, RecordTables.Lines) })
            .FirstOrDefaultAsync(cancellationToken);
        return found is null ? null : ReconciliationReport.Unpack(found.Summary, found.Lines);
    }
}
