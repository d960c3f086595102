using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Cases;

/// <summary>Reads the journal of a run in the form of cases.</summary>
public static class CaseJournal
{
    /// <summary>The activities that a run executed, containers left out.</summary>
    /// <param name="executions">The run's executions.</param>
    public static IReadOnlyList<CaseJournalEntry> Of(IReadOnlyList<ActivityExecutionRow> executions)
    {
        var containers = executions.Select(execution => execution.ParentNumber).OfType<int>().ToHashSet();
        return
        [
            .. executions.Where(execution => !containers.Contains(execution.Number)).OrderBy(execution => execution.StartedSequence)
                .Select(execution => new CaseJournalEntry(execution.ActivityId, execution.Status, Outcomes(execution))),
        ];
    }

    private static string[]? Outcomes(ActivityExecutionRow execution)
    {
        if (execution.Details is not { } bytes)
            return null;
        var outcomes = JsonMembers.List(CheckpointReader.Parse(bytes), "outcomes").Select(ValueConversion.ToText).ToArray();
        return outcomes is [] or ["Done"] ? null : outcomes;
    }
}
