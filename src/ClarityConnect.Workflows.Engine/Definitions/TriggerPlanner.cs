using ClarityConnect.Workflows.Engine.Definitions.Checks;
using ClarityConnect.Workflows.Engine.Schedules;
using ClarityConnect.Workflows.Sdk.Triggers;

namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>Asks the triggers of a definition when they start it.</summary>
/// <param name="triggers">Evaluates their inputs.</param>
/// <param name="time">The clock.</param>
public sealed class TriggerPlanner(TriggerEvaluator triggers, TimeProvider time)
{
    /// <param name="workflow">The definition.</param>
    /// <param name="unfit">Ids of activities that are not asked because something is wrong with them anyway.</param>
    /// <param name="cancellationToken">Cancels the evaluation.</param>
    internal async Task<TriggerPlan> PlanAsync(CompiledWorkflow workflow, IReadOnlySet<string> unfit, CancellationToken cancellationToken)
    {
        var starts = new List<TriggerRow>();
        var schedules = new List<ScheduleRow>();
        var findings = new List<DefinitionFinding>();
        var now = time.GetUtcNow();
        foreach (var activity in workflow.Activities.Where(activity => activity is { CanStartWorkflow: true, IsEmbedded: false, Activity: Trigger } && !unfit.Contains(activity.Id)))
        {
            try
            {
                var start = ((Trigger)activity.Activity).GetStart(await triggers.ContextAsync(workflow, activity, cancellationToken));
                if (start.Schedule is { } schedule)
                    schedules.Add(Row(workflow, activity, schedule, now));
                starts.AddRange(start.Stimuli.Select(stimulus =>
                    new TriggerRow(workflow.DefinitionId, workflow.VersionId, workflow.Version, activity.Id, stimulus.Name, stimulus.Key, workflow.Activation)));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                findings.Add(activity.Error(FindingCodes.Trigger, exception.Message, ""));
            }
        }

        return new TriggerPlan(starts, schedules, findings);
    }

    private static ScheduleRow Row(CompiledWorkflow workflow, CompiledActivity activity, Schedule schedule, DateTimeOffset now)
    {
        var row = new ScheduleRow
        {
            Id = $"{workflow.DefinitionId}:{activity.Id}",
            DefinitionId = workflow.DefinitionId,
            DefinitionVersionId = workflow.VersionId,
            Version = workflow.Version,
            ActivityId = activity.Id,
            Cron = schedule.Cron,
            Interval = schedule.Interval,
            At = schedule.At,
            TimeZone = schedule.TimeZone,
            Misfire = schedule.Misfire,
            IsPoll = activity.Activity is PollingTrigger,
            Activation = workflow.Activation,
            NextDueAt = null,
        };
        return row with { NextDueAt = Scheduler.First(row, now) };
    }
}
