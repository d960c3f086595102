using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activities.Faults;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Execution;

/// <content>How failures become further attempts, incidents and dead letters.</content>
internal sealed partial class Burst
{
    /// <summary>Gives the instance up before anything of it is run, so that a person can retry it from where it stands.</summary>
    public async Task SetAsideAsync(Exception reason)
    {
        TakeUpInterruptedEffects();
        foreach (var item in claim.Items)
        {
            if (State.HandledWorkItems.Add(item.Id))
                await ApplyAsync(item);
        }

        if (State.Queue.First is { } next && State.Executions.TryGetValue(next.Value, out var execution))
        {
            State.Queue.RemoveFirst();
            if (execution.StartedSequence == 0)
            {
                execution.StartedAt = Services.Time.GetUtcNow();
                execution.StartedSequence = ++State.LastSequence;
            }

            await FailAsync(new BurstContext(this, execution), reason, wasCalled: false);
        }

        Conclude();
        await NotifyParentAsync();
        await CommitAsync(releasesLease: true);
    }

    /// <param name="context">The execution that failed.</param>
    /// <param name="exception">What it threw.</param>
    /// <param name="wasCalled">Whether the activity itself was called, so that what it threw says what became of its effect.</param>
    private async ValueTask FailAsync(BurstContext context, Exception exception, bool wasCalled)
    {
        var execution = context.Execution;
        var activity = Workflow.Activities[execution.Node];
        var now = Services.Time.GetUtcNow();
        var failure = context.Redact(FailureClassifier.Describe(exception, $"{activity.Where(Workflow.DisplayName)}, instance {State.Id}", Math.Max(execution.Attempt, 1), now));
        execution.Failures.Add(failure);
        var canRepeat = CloseFailedEffect(context, failure, wasCalled);
        var attempts = execution.Attempt - execution.ForgivenAttempts;
        var mayRetry = failure.Kind switch
        {
            FailureKind.Transient or FailureKind.RateLimited => true,
            FailureKind.OutcomeUnknown => canRepeat,
            _ => false,
        };
        var policy = activity.Retry ?? Services.Retry;
        if (mayRetry && attempts < policy.MaxAttempts)
        {
            var delay = policy.Delay(attempts, (exception as ActivityException)?.RetryAfter, Services.Random);
            execution.Status = ExecutionStatus.Retrying;
            newWorkItems.Add(new WorkItem
            {
                Id = Services.Ids.Next(),
                InstanceId = State.Id,
                Kind = WorkItemKind.Retry,
                DueAt = now + delay,
                ExecutionNumber = execution.Number,
            });
            AddEntry(execution, "Retrying", $"Attempt {execution.Attempt} failed ({failure.Kind}): {failure.Message} The next attempt is in {delay.TotalSeconds:0.#} s.", failure);
            return;
        }

        await DecideLogAsync(execution);
        if (!await TryCatchAsync(execution, failure))
            GiveUp(execution, failure);
    }

    /// <summary>Hands a failure that was given up to the nearest TryCatch around it that takes such failures.</summary>
    private async ValueTask<bool> TryCatchAsync(ActivityExecution failed, FailureDetails failure)
    {
        foreach (var outer in State.Around(failed))
        {
            var context = new BurstContext(this, outer);
            if (context.Compiled.Activity is not TryCatch activity || !TryCatch.Takes(context, failure.Kind))
                continue;
            var source = Workflow.Activities[failed.Node];
            ResolveDeadLetters(incident => incident.ExecutionNumber == failed.Number, "Caught");
            AddRow(failed, "Faulted", [], failure);
            AddEntry(failed, "Caught", $"'{context.ActivityName}' caught the failure: {failure.Message}", failure);
            Forget(failed);
            CancelChildren(outer);
            activity.Handle(context, failure, source);
            outer.IsDirty = true;
            await SettleAsync(context);
            return true;
        }

        return false;
    }

    /// <returns>Whether an effect with unknown outcome can be looked up or repeated safely.</returns>
    private bool CloseFailedEffect(BurstContext context, FailureDetails failure, bool wasCalled)
    {
        // A failure before the call, such as a look-up that was not answered, says nothing of an earlier attempt's effect.
        if (!context.Execution.EffectStarted || !wasCalled)
            return false;
        if (failure.Kind == FailureKind.OutcomeUnknown)
            return context.Compiled.Activity.GetEffect(context) is EffectKind.Reconcilable or EffectKind.Repeatable;
        context.Execution.EffectStarted = false;
        effects.Add(Effect(context, "NotApplied", Services.Time.GetUtcNow()));
        return false;
    }

    /// <param name="execution">The execution.</param>
    /// <param name="failure">Why no further attempt is made.</param>
    /// <param name="endsStep">Whether its step has ended with that; one that waits for a plugin goes on.</param>
    private void GiveUp(ActivityExecution execution, FailureDetails failure, bool endsStep = true)
    {
        var activity = Workflow.Activities[execution.Node];
        ResolveDeadLetters(incident => incident.ExecutionNumber == execution.Number, "Retried");
        var deadLetter = new DeadLetter
        {
            Id = Services.Ids.Next(),
            InstanceId = State.Id,
            DefinitionId = Workflow.DefinitionId,
            DefinitionVersionId = Workflow.VersionId,
            CorrelationId = State.CorrelationId,
            ActivityId = activity.Id,
            ActivityName = activity.Name,
            ExecutionNumber = execution.Number,
            Kind = failure.Kind,
            Message = failure.Message,
            Attempts = JsonSerializer.SerializeToUtf8Bytes(execution.Failures, WorkflowJson.Options),
            CreatedAt = failure.At,
        };
        deadLetters.Add(deadLetter);
        State.Incidents.Add(new Incident(deadLetter.Id, activity.Id, activity.NodeId, activity.Type, execution.Number, failure, false));
        if (endsStep)
        {
            execution.Status = ExecutionStatus.Faulted;
            AddRow(execution, "Faulted", [], failure);
        }

        AddEntry(execution, "Incident", $"{failure.Where}: {failure.Message}", failure);
    }

    private void ResolveDeadLetters(Func<Incident, bool> which, string resolution)
    {
        for (var i = 0; i < State.Incidents.Count; i++)
        {
            var incident = State.Incidents[i];
            if (incident.IsResolved || !which(incident))
                continue;
            State.Incidents[i] = incident with { IsResolved = true };
            resolvedDeadLetters.Add((incident.DeadLetterId, resolution));
        }
    }
}
