namespace ClarityConnect.Workflows.Sdk.Triggers;

/// <summary>What starts an instance: outside events or a schedule.</summary>
public sealed class TriggerStart
{
    private TriggerStart(IReadOnlyList<Stimulus> stimuli, Schedule? schedule)
    {
        Stimuli = stimuli;
        Schedule = schedule;
    }

    /// <summary>The events that start an instance; empty for a schedule.</summary>
    public IReadOnlyList<Stimulus> Stimuli { get; }

    /// <summary>The schedule that starts an instance; null for events.</summary>
    public Schedule? Schedule { get; }

    /// <summary>Each of these events starts an instance.</summary>
    /// <param name="stimuli">The events.</param>
    public static TriggerStart On(params Stimulus[] stimuli) => new(stimuli, null);

    /// <summary>Each due time of the schedule starts an instance, or polls where the trigger polls.</summary>
    /// <param name="schedule">The schedule.</param>
    public static TriggerStart Every(Schedule schedule) => new([], schedule);
}
