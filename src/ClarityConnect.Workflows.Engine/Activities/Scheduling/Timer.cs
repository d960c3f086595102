using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Triggers;

namespace ClarityConnect.Workflows.Engine.Activities.Scheduling;

/// <summary>Starts an instance at an interval; in the middle of a workflow it waits for one interval.</summary>
[Activity("Elsa", "Scheduling", "Starts the workflow at an interval.")]
public sealed class Timer : Trigger
{
    /// <summary>The interval.</summary>
    [Input(Description = "The time from one start to the next, as hours:minutes:seconds.")]
    public Input<TimeSpan> Interval { get; set; } = new(TimeSpan.FromMinutes(1));

    /// <inheritdoc/>
    protected internal override TriggerStart GetStart(TriggerContext context) => TriggerStart.Every(Schedule.FromInterval(context.Get(Interval)));

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        if (context.TriggerPayload is not null)
            context.Complete();
        else
            context.Wait(new Bookmark("Elsa.Timer") { Key = context.ExecutionId, DueAt = context.Time.GetUtcNow() + context.Get(Interval) });
    }
}
