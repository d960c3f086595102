using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Persistence.Schema;
using Microsoft.EntityFrameworkCore;

namespace ClarityConnect.Workflows.Persistence.Journal;

/// <summary>
/// The journal as people read it: beginnings and ends of executions and the entries of their own, in one order. A page is found by narrow
/// columns first; the wide ones are read for its lines only.
/// </summary>
internal static class JournalQueries
{
    public static async Task<(IReadOnlyList<JournalRecord> Items, int TotalCount)> ReadAsync(
        WorkflowDbContext context, string instanceId, JournalFilter filter, int skip, int take, CancellationToken cancellationToken)
    {
        var lines = Lines(context, instanceId, filter);
        var count = await lines.CountAsync(cancellationToken);
        var page = await lines.OrderBy(line => line.Sequence).Skip(skip).Take(take).ToListAsync(cancellationToken);
        var numbers = page.Where(line => line.Number is not null).Select(line => line.Number!.Value).Distinct().ToList();
        var executions = await context.ActivityExecutions
            .AsNoTracking()
            .Where(e => e.InstanceId == instanceId && numbers.Contains(e.Number))
            .ToDictionaryAsync(e => e.Number, cancellationToken);
        var sequences = page.Where(line => line.IsEntry).Select(line => line.Sequence).ToList();
        var entries = await context.Journal
            .AsNoTracking()
            .Where(e => e.InstanceId == instanceId && sequences.Contains(e.Sequence))
            .ToDictionaryAsync(e => e.Sequence, cancellationToken);
        return (page.ConvertAll(line => Record(line, executions, entries)), count);
    }

    private static IQueryable<JournalLine> Lines(WorkflowDbContext context, string instanceId, JournalFilter filter)
    {
        var executions = context.ActivityExecutions.AsNoTracking().Where(e => e.InstanceId == instanceId);
        var entries = context.Journal.AsNoTracking().Where(e => e.InstanceId == instanceId);
        var begins = executions.Select(e => new JournalLine
        {
            Sequence = e.StartedSequence, EventName = "Started", Number = e.Number, IsEntry = false,
            ActivityId = e.ActivityId, NodeId = e.NodeId, ActivityType = e.ActivityType,
        });
        var ends = executions.Where(e => e.CompletedSequence != null).Select(e => new JournalLine
        {
            Sequence = e.CompletedSequence!.Value, EventName = e.Status, Number = e.Number, IsEntry = false,
            ActivityId = e.ActivityId, NodeId = e.NodeId, ActivityType = e.ActivityType,
        });
        var others = entries
            .LeftJoin(executions, entry => entry.ExecutionNumber, e => e.Number, (entry, e) => new JournalLine
            {
                Sequence = entry.Sequence, EventName = entry.EventName, Number = entry.ExecutionNumber, IsEntry = true,
                ActivityId = e!.ActivityId, NodeId = e.NodeId, ActivityType = e.ActivityType,
            });
        return Filtered(begins.Concat(ends).Concat(others), filter);
    }

    private static IQueryable<JournalLine> Filtered(IQueryable<JournalLine> lines, JournalFilter filter)
    {
        if (filter.ActivityIds.Count > 0) lines = lines.Where(line => filter.ActivityIds.Contains(line.ActivityId!));
        if (filter.NodeIds.Count > 0) lines = lines.Where(line => filter.NodeIds.Contains(line.NodeId!));
        if (filter.ExcludedActivityTypes.Count > 0)
            lines = lines.Where(line => line.ActivityType == null || !filter.ExcludedActivityTypes.Contains(line.ActivityType));
        if (filter.EventNames.Count > 0) lines = lines.Where(line => filter.EventNames.Contains(line.EventName));
        return lines;
    }

    private static JournalRecord Record(
        JournalLine line, Dictionary<int, ActivityExecutionRow> executions, Dictionary<long, JournalEntry> entries)
    {
        var execution = line.Number is { } number ? executions.GetValueOrDefault(number) : null;
        if (line.IsEntry && entries.TryGetValue(line.Sequence, out var entry))
            return new JournalRecord(line.Sequence, line.EventName, entry.Timestamp, entry.Message, execution, entry.Details);
        var isBegin = line.Sequence == execution!.StartedSequence;
        return new JournalRecord(
            line.Sequence, line.EventName, isBegin ? execution.StartedAt : execution.CompletedAt ?? execution.StartedAt, null, execution, null);
    }
}
