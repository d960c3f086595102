using ClarityConnect.Workflows.Engine.Schedules;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;

namespace ClarityConnect.Workflows.Engine.Activities.Scheduling;

/// <summary>Starts an instance by a cron expression; in the middle of a workflow it waits for the next due time.</summary>
[Activity("Elsa", "Scheduling", "Starts the workflow by a cron expression.")]
public sealed class Cron : Trigger
{
    /// <summary>The expression: five fields, or six with seconds first.</summary>
    [Input(DisplayName = "Cron expression", Description = "Five fields (minute, hour, day, month, weekday), or six with seconds first.", IsRequired = true)]
    public Input<string> CronExpression { get; set; } = new();

    /// <summary>The IANA time zone that the expression is read in.</summary>
    [Input(DisplayName = "Time zone", Description = "The time zone that the expression is read in, such as Europe/London.")]
    public Input<string> TimeZone { get; set; } = new("UTC");

    /// <inheritdoc/>
    protected internal override TriggerStart GetStart(TriggerContext context) =>
        TriggerStart.Every(Schedule.FromCron(context.Get(CronExpression) ?? "") with { TimeZone = context.Get(TimeZone) ?? "UTC" });

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        if (context.TriggerPayload is not null)
        {
            context.Complete();
            return;
        }

        var expression = context.GetRequired(CronExpression);
        var due = DueTimes.Parse(expression, context.Get(TimeZone) ?? "UTC").Next(context.Time.GetUtcNow())
            ?? throw new ActivityException(FailureKind.InvalidData, $"The cron expression '{expression}' has no due time any more.");
        context.Wait(new Bookmark("Elsa.Cron") { Key = context.ExecutionId, DueAt = due });
    }
}
