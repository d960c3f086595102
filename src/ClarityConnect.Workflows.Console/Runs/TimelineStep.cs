using ClarityConnect.Workflows.Engine.Journal;

namespace ClarityConnect.Workflows.Console.Runs;

/// <summary>An execution with its place on the timeline of its run.</summary>
/// <param name="Execution">The execution.</param>
/// <param name="Depth">How many activities hold it.</param>
/// <param name="Offset">Where its bar begins, in thousandths of the timeline.</param>
/// <param name="Width">How long its bar is, in thousandths of the timeline; never too short to be seen.</param>
/// <param name="After">How long after the run's first step it began.</param>
/// <param name="Took">How long it took, or takes so far.</param>
internal sealed record TimelineStep(ActivityExecutionRow Execution, int Depth, int Offset, int Width, TimeSpan After, TimeSpan Took)
{
    private const int Whole = 1000;
    private const int Shortest = 6;

    /// <summary>Places executions on a timeline from the first beginning to the last end, or to now while one of them goes on.</summary>
    public static IReadOnlyList<TimelineStep> Place(IReadOnlyList<ActivityExecutionRow> executions, DateTimeOffset now)
    {
        if (executions.Count == 0)
            return [];
        var begin = executions.Min(execution => execution.StartedAt);
        var length = Math.Max(1, (executions.Max(execution => execution.CompletedAt ?? now) - begin).Ticks);
        var parents = executions.ToDictionary(execution => execution.Number, execution => execution.ParentNumber);
        return [.. executions.OrderBy(execution => execution.StartedSequence).Select(Place)];

        TimelineStep Place(ActivityExecutionRow execution)
        {
            var took = (execution.CompletedAt ?? now) - execution.StartedAt;
            if (took < TimeSpan.Zero)
                took = TimeSpan.Zero;
            var after = execution.StartedAt - begin;
            var width = Math.Clamp(Share(took.Ticks), Shortest, Whole);
            return new TimelineStep(execution, Depth(execution), Math.Clamp(Share(after.Ticks), 0, Whole - width), width, after, took);
        }

        int Share(long ticks) => (int)((Int128)Math.Min(ticks, length) * Whole / length);

        int Depth(ActivityExecutionRow execution)
        {
            var depth = 0;
            for (var parent = execution.ParentNumber; parent is { } number && depth < 12; parent = parents.GetValueOrDefault(number))
                depth++;
            return depth;
        }
    }
}
