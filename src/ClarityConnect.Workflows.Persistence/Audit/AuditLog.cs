using ClarityConnect.Workflows.Persistence.Schema;
using Microsoft.EntityFrameworkCore;

namespace ClarityConnect.Workflows.Persistence.Audit;

/// <summary>The append-only record of who did what. Lines are chained by hashes; the database refuses to change or delete one.</summary>
/// <param name="contexts">Makes contexts.</param>
/// <param name="time">Stamps the lines.</param>
public sealed class AuditLog(IDbContextFactory<WorkflowDbContext> contexts, TimeProvider time) : IDisposable
{
    private const int PageSize = 1000;

    /// <summary>Keeps this node's lines from racing each other; between nodes the number's uniqueness decides.</summary>
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Appends a line.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="action">What was done.</param>
    /// <param name="subject">To what.</param>
    /// <param name="details">Further data, JSON, masked; null for none.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    public async Task<AuditEntry> AppendAsync(string actor, string action, string subject, string? details, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await Concurrency.RetryAsync(async () =>
            {
                await using var context = await contexts.CreateDbContextAsync(cancellationToken);
                var last = await context.AuditLog.AsNoTracking().OrderByDescending(entry => entry.Sequence).FirstOrDefaultAsync(cancellationToken);
                var entry = AuditChain.Next(last, time.GetUtcNow(), actor, action, subject, details);
                context.AuditLog.Add(entry);
                await context.SaveChangesAsync(cancellationToken);
                return entry;
            });
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Lists lines, newest first.</summary>
    /// <param name="before">Only lines before this one, for keyset paging; null for the newest.</param>
    /// <param name="take">How many.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<IReadOnlyList<AuditEntry>> ListAsync(long? before, int take, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.AuditLog
            .AsNoTracking()
            .Where(entry => before == null || entry.Sequence < before)
            .OrderByDescending(entry => entry.Sequence)
            .Take(take)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Checks the whole chain.</summary>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The number of the first line that was changed or is missing; null if all is well.</returns>
    public async Task<long?> FindBreakAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        AuditEntry? last = null;
        while (true)
        {
            var from = last?.Sequence ?? 0;
            var page = await context.AuditLog
                .AsNoTracking()
                .Where(entry => entry.Sequence > from)
                .OrderBy(entry => entry.Sequence)
                .Take(PageSize)
                .ToListAsync(cancellationToken);
            foreach (var entry in page)
            {
                if (!AuditChain.IsNext(last, entry)) return (last?.Sequence ?? 0) + 1;
                last = entry;
            }

            if (page.Count < PageSize) return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}
