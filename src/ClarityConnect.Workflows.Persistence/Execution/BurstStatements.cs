using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Payloads;

namespace ClarityConnect.Workflows.Persistence.Execution;

/// <summary>What a batch of bursts means in statements, after their instances were locked and those that lost their lease were left out.</summary>
internal static class BurstStatements
{
    public static void AddBursts(this StatementBatch batch, IReadOnlyList<BurstCommit> bursts, DateTimeOffset now)
    {
        var finished = bursts.Where(b => IsFinal(b.Instance.Status)).ToList();
        var going = bursts.Where(b => !IsFinal(b.Instance.Status)).ToList();
        batch.AddRows("UpdateInstances", going, ExecutionRows.Going).AddRows("FinishInstances", finished, ExecutionRows.Finished);
        AddRemovals(batch, going, finished);
        AddWork(batch, going);
        AddReadRows(batch, bursts);
        AddPayloads(batch, bursts, now);
        List<Cancellation> cancellations = [.. bursts.SelectMany(b => b.Cancellations)];
        batch
            .AddRows("CancelInstances", cancellations, ExecutionRows.Cancellations)
            .AddIds("DeleteInstances", [.. finished.Where(b => b.IsDeleted).Select(b => b.Instance.Id)])
            .AddIngestions([.. bursts.SelectMany(b => b.Messages)]);
        if (cancellations.Count > 0 || going.Exists(b => b.ReleasesLease && b.NewWorkItems.Count > 0)) batch.AddNotice();
    }

    /// <summary>
    /// Adds the statement that stores messages; its answer is the ids of the new ones. The order is the same for everybody, so that two batches
    /// with the same events wait for each other instead of blocking each other.
    /// </summary>
    public static void AddIngestions(this StatementBatch batch, IReadOnlyList<Ingestion> ingestions)
    {
        var ordered = ingestions
            .OrderBy(ingestion => ingestion.Message.Source, StringComparer.Ordinal)
            .ThenBy(ingestion => ingestion.Message.EventId, StringComparer.Ordinal)
            .ToList();
        var starts = ordered.SelectMany(i => i.Starts, (i, start) => (Start: start, i.Message)).ToList();
        batch.AddRows("IngestMessages", ordered, ExecutionRows.Messages, starts, ExecutionRows.Starts);
        if (starts.Exists(s => s.Start.LeaseOwner is null)) batch.AddNotice();
    }

    private static bool IsFinal(InstanceStatus status) => status is InstanceStatus.Finished or InstanceStatus.Cancelled or InstanceStatus.Faulted;

    private static void AddRemovals(StatementBatch batch, List<BurstCommit> going, List<BurstCommit> finished)
    {
        var removed = going.SelectMany(b => b.RemovedBookmarks, (b, bookmark) => (InstanceId: b.Instance.Id, BookmarkId: bookmark)).ToList();
        var ids = finished.ConvertAll(b => b.Instance.Id);
        batch
            .AddIds("DeleteBookmarks", removed.ConvertAll(r => r.BookmarkId))
            .AddRows("DeleteDueWorkItems", removed, c => c.Text("instance_id", r => r.InstanceId).Text("bookmark_id", r => r.BookmarkId))
            .AddIds("DeleteWorkItems", [.. going.SelectMany(b => b.DoneWorkItems)])
            .AddIds("DeleteBookmarksOfInstances", ids)
            .AddIds("DeleteWorkItemsOfInstances", ids)
            .AddIds("DeleteEffectsOfInstances", ids);
    }

    private static void AddWork(StatementBatch batch, List<BurstCommit> going) => batch
        .AddRows("InsertBookmarks", [.. going.SelectMany(b => b.NewBookmarks)], ExecutionRows.Bookmarks)
        .AddRows("InsertWorkItems", [.. going.SelectMany(b => b.NewWorkItems)], ExecutionRows.WorkItems)
        .AddRows("UpsertEffects", [.. going.SelectMany(b => b.Effects)], ExecutionRows.Effects);

    private static void AddReadRows(StatementBatch batch, IReadOnlyList<BurstCommit> bursts)
    {
        var resolved = bursts.SelectMany(b => b.ResolvedDeadLetters, (b, letter) => (letter.Id, letter.Resolution, At: b.Instance.UpdatedAt)).ToList();

        // What a first burst ran cannot be there yet, and to look for it costs a tenth of the insert.
        batch
            .AddRows("InsertExecutions", [.. bursts.Where(b => b.BurstNumber == 1).SelectMany(b => b.Executions)], ExecutionRows.Executions)
            .AddRows("UpsertExecutions", [.. bursts.Where(b => b.BurstNumber > 1).SelectMany(b => b.Executions)], ExecutionRows.Executions)
            .AddRows("InsertJournal", [.. bursts.SelectMany(b => b.Journal)], ExecutionRows.Journal)
            .AddRows("InsertDeadLetters", [.. bursts.SelectMany(b => b.DeadLetters)], ExecutionRows.DeadLetters)
            .AddRows("ResolveDeadLetters", resolved, c => c.Text("id", r => r.Id).Text("resolution", r => r.Resolution).Moment("at", r => r.At));
    }

    private static void AddPayloads(StatementBatch batch, IReadOnlyList<BurstCommit> bursts, DateTimeOffset now)
    {
        var used = bursts.SelectMany(b => b.Payloads, (b, payload) => (Payload: payload, InstanceId: b.Instance.Id)).ToList();

        // Each once and in one order: two batches may store the same values at the same time.
        List<Payload> payloads = [.. used.Select(u => u.Payload).DistinctBy(p => p.Hash).OrderBy(p => p.Hash, StringComparer.Ordinal)];
        List<(string Hash, string InstanceId)> references = [.. used.Select(u => (u.Payload.Hash, u.InstanceId)).Distinct()];
        batch
            .AddRows("UpsertPayloads", payloads, c => c.Text("hash", p => p.Hash).Bytes("content", p => p.Content).Moment("last_used_at", _ => now))
            .AddRows("InsertPayloadReferences", references, c => c.Text("hash", r => r.Hash).Text("instance_id", r => r.InstanceId));
    }
}
