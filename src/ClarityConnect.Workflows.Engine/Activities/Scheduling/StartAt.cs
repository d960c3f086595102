using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Triggers;

namespace ClarityConnect.Workflows.Engine.Activities.Scheduling;

/// <summary>Starts one instance at a moment; in the middle of a workflow it waits for that moment.</summary>
[Activity("Elsa", "Scheduling", "Starts the workflow at a moment, or waits for it.", DisplayName = "Start at")]
public sealed class StartAt : Trigger
{
    /// <summary>The moment.</summary>
    [Input(DisplayName = "Date and time", Description = "The moment, such as 2027-01-31T18:00:00Z.", IsRequired = true)]
    public Input<DateTimeOffset> DateTime { get; set; } = new();

    /// <inheritdoc/>
    protected internal override TriggerStart GetStart(TriggerContext context) => TriggerStart.Every(Schedule.Once(context.Get(DateTime)));

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        var due = context.Get(DateTime);
        if (context.TriggerPayload is not null || due <= context.Time.GetUtcNow())
            context.Complete();
        else
            context.Wait(new Bookmark("Elsa.StartAt") { Key = context.ExecutionId, DueAt = due });
    }
}
