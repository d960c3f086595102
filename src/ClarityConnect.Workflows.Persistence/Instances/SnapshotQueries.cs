using System.Data;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Engine.Snapshots;
using ClarityConnect.Workflows.Persistence.Schema;
using Microsoft.EntityFrameworkCore;

namespace ClarityConnect.Workflows.Persistence.Instances;

/// <summary>Everything of an instance as of one commit.</summary>
internal static class SnapshotQueries
{
    public static async Task<InstanceSnapshot?> ReadAsync(WorkflowDbContext context, string id, CancellationToken cancellationToken)
    {
        // PostgreSQL sees the tables as they were when this began; SQL Server keeps the instance's row from changing, and with it every burst from ending.
        await using var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var found = await FindAsync(InstanceQueries.Running(context), context.Instances, id, cancellationToken)
            ?? await FindAsync(InstanceQueries.Finished(context), context.InstanceHistory, id, cancellationToken);
        if (found is not { } snapshot) return null;
        var hashes = context.Set<Dictionary<string, object>>("payload_references")
            .Where(reference => EF.Property<string>(reference, "InstanceId") == id)
            .Select(reference => EF.Property<string>(reference, "Hash"));
        return snapshot with
        {
            Bookmarks = await context.Bookmarks.AsNoTracking().Where(b => b.InstanceId == id).OrderBy(b => b.Id).ToListAsync(cancellationToken),
            WorkItems = await context.Set<WorkItem>().AsNoTracking().Where(i => i.InstanceId == id).OrderBy(i => i.Id).ToListAsync(cancellationToken),
            Effects = await context.Set<EffectRow>().AsNoTracking().Where(e => e.InstanceId == id).OrderBy(e => e.Key).ToListAsync(cancellationToken),
            DeadLetters = await context.DeadLetters.AsNoTracking().Where(l => l.InstanceId == id).OrderBy(l => l.Id).ToListAsync(cancellationToken),
            Executions = await context.ActivityExecutions.AsNoTracking().Where(e => e.InstanceId == id).OrderBy(e => e.Number).ToListAsync(cancellationToken),
            Journal = await context.Journal.AsNoTracking().Where(e => e.InstanceId == id).OrderBy(e => e.Sequence).ToListAsync(cancellationToken),
            Payloads = await context.Set<Payload>().AsNoTracking().Where(p => hashes.Contains(p.Hash)).OrderBy(p => p.Hash).ToListAsync(cancellationToken),
        };
    }

    private static async Task<InstanceSnapshot?> FindAsync(
        IQueryable<InstanceRow> shown, IQueryable<InstanceRow> stored, string id, CancellationToken cancellationToken)
    {
        var row = await shown.FirstOrDefaultAsync(i => i.Id == id, cancellationToken);
        if (row is null) return null;
        var progress = await stored
            .Where(i => i.Id == id)
            .Select(i => new
            {
                BurstNumber = EF.Property<int>(i, ExecutionTables.BurstNumber),
                Checkpoint = EF.Property<ReadOnlyMemory<byte>?>(i, ExecutionTables.Checkpoint),
            })
            .FirstAsync(cancellationToken);
        return new InstanceSnapshot { Instance = row, BurstNumber = progress.BurstNumber, Checkpoint = progress.Checkpoint };
    }
}
