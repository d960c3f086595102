using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Queue;

namespace ClarityConnect.Workflows.Persistence.PostgreSql;

public sealed partial class PostgreSqlExecutionStore
{
    private static void AddWork(PostgreSqlStatements statements, List<BurstCommit> going)
    {
        statements.AddRows("InsertBookmarks", [.. going.SelectMany(b => b.NewBookmarks)], c => c
            .Text(b => b.Id)
            .Text(b => b.InstanceId)
            .Number(b => b.ExecutionNumber)
            .Text(b => b.ActivityId)
            .Text(b => b.Name)
            .Text(b => b.Key)
            .Text(b => b.CorrelationId)
            .MomentOrNull(b => b.DueAt)
            .Moment(b => b.CreatedAt));
        AddWorkItems(statements, [.. going.SelectMany(b => b.NewWorkItems)]);
        statements.AddRows("UpsertEffects", [.. going.SelectMany(b => b.Effects)], c => c
            .Text(e => e.InstanceId)
            .Text(e => e.Key)
            .Text(e => e.ActivityId)
            .Number(e => e.ExecutionNumber)
            .Text(e => e.RequestHash)
            .Number(e => e.Attempt)
            .Text(e => e.Status)
            .Moment(e => e.StartedAt)
            .MomentOrNull(e => e.FinishedAt));
    }

    private static void AddWorkItems(PostgreSqlStatements statements, IReadOnlyList<WorkItem> items) =>
        statements.AddRows("InsertWorkItems", items, c => c
            .Text(i => i.Id)
            .Text(i => i.InstanceId)
            .Short(i => (short)i.Kind)
            .Moment(i => i.DueAt)
            .Text(i => i.BookmarkId)
            .Text(i => i.InboxMessageId)
            .NumberOrNull(i => i.ExecutionNumber)
            .Bytes(i => i.Data));

    private static void AddReadRows(PostgreSqlStatements statements, List<BurstCommit> bursts)
    {
        statements.AddRows("UpsertExecutions", [.. bursts.SelectMany(b => b.Executions)], c => c
            .Text(e => e.InstanceId)
            .Number(e => e.Number)
            .NumberOrNull(e => e.ParentNumber)
            .Text(e => e.NodeId)
            .Text(e => e.ActivityId)
            .Text(e => e.ActivityType)
            .Number(e => e.ActivityVersion)
            .Text(e => e.ActivityName)
            .Text(e => e.Status)
            .Moment(e => e.StartedAt)
            .MomentOrNull(e => e.CompletedAt)
            .Long(e => e.StartedSequence)
            .LongOrNull(e => e.CompletedSequence)
            .Flag(e => e.HasBookmarks)
            .Bytes(e => e.Details));
        statements.AddRows("InsertJournal", [.. bursts.SelectMany(b => b.Journal)], c => c
            .Text(e => e.InstanceId)
            .Long(e => e.Sequence)
            .NumberOrNull(e => e.ExecutionNumber)
            .Text(e => e.EventName)
            .Text(e => e.Message)
            .Moment(e => e.Timestamp)
            .Bytes(e => e.Details));
        statements.AddRows("InsertDeadLetters", [.. bursts.SelectMany(b => b.DeadLetters)], c => c
            .Text(l => l.Id)
            .Text(l => l.InstanceId)
            .Text(l => l.DefinitionId)
            .Text(l => l.DefinitionVersionId)
            .Text(l => l.CorrelationId)
            .Text(l => l.ActivityId)
            .Text(l => l.ActivityName)
            .Number(l => l.ExecutionNumber)
            .Short(l => (short)l.Kind)
            .Text(l => l.Message)
            .Bytes(l => l.Attempts)
            .Moment(l => l.CreatedAt)
            .MomentOrNull(l => l.ResolvedAt)
            .Text(l => l.Resolution));
        var resolved = bursts.SelectMany(b => b.ResolvedDeadLetters, (b, letter) => (letter.Id, letter.Resolution, b.Instance.UpdatedAt)).ToList();
        statements.AddRows("ResolveDeadLetters", resolved, c => c.Text(r => r.Id).Text(r => r.Resolution).Moment(r => r.UpdatedAt));
    }
}
