using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activities.Flow;
using ClarityConnect.Workflows.Engine.Expressions;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.Extensions.DependencyInjection;

namespace ClarityConnect.Workflows.Engine.Execution;

/// <content>How a person's decision about a dead letter is carried out.</content>
internal sealed partial class Burst
{
    private async ValueTask RedriveAsync(WorkItem item)
    {
        var decision = item.Data is { } data ? JsonSerializer.Deserialize<RedriveDecision>(data.Span, WorkflowJson.Options) : null;
        var incident = State.Incidents.Find(incident => incident.DeadLetterId == decision?.DeadLetterId && !incident.IsResolved);
        if (decision is null || incident is null || !State.Executions.TryGetValue(incident.ExecutionNumber, out var execution))
            return;
        if (State.Status == InstanceStatus.Faulted)
            Revive();
        AddEntry(execution, "Redriven", $"{decision.By} chose: {decision.Verb}{(decision.ActivityId is { } from ? $" from '{from}'" : "")}.");
        execution.ForgivenAttempts = execution.Attempt;
        foreach (var (name, value) in decision.Variables ?? [])
        {
            VariableScopes.Set(State, execution, name, new StateValue(value));
            AddEntry(execution, "Corrected", $"{decision.By} set the variable '{name}'.");
        }

        switch (decision.Verb)
        {
            case RedriveVerb.RetryThis:
                ResolveDeadLetters(other => other == incident, "Retried");
                ForgetAwaited(execution);
                Requeue(execution);
                break;
            case RedriveVerb.RetryFrom:
                if (await RestoreTriggerAsync(decision.ActivityId) is { } missing)
                    Refuse(missing);
                else if (RetryFrom(execution, decision.ActivityId ?? incident.ActivityId) is { } refusal)
                    Refuse(refusal);
                else
                    ResolveDeadLetters(other => other.ExecutionNumber == incident.ExecutionNumber, "Retried");
                break;
            case RedriveVerb.Skip:
                ResolveDeadLetters(other => other == incident, "Skipped");
                await SkipAsync(execution, decision);
                break;
        }
    }

    private void Revive()
    {
        State.Status = InstanceStatus.Executing;
        wasOver = false;
        newBookmarks.AddRange(State.Bookmarks);
        foreach (var waiting in State.Executions.Values.Where(execution => execution.Status == ExecutionStatus.Retrying))
            Requeue(waiting);
    }

    /// <summary>A trigger that runs again gets what started the instance once more.</summary>
    /// <returns>Why that is not possible; null if it is done or not needed.</returns>
    private async ValueTask<string?> RestoreTriggerAsync(string? activityId)
    {
        if (activityId is null || activityId != State.TriggerActivityId || State.TriggerPayload is not null)
            return null;
        var message = State.StartMessageId is { } id
            ? await Services.Provider.GetRequiredService<IInstanceReader>().FindMessageAsync(id, CancellationToken)
            : null;
        if (message?.Payload is not { } payload)
            return "What started this run is not kept any longer. Choose an activity after the trigger.";
        State.TriggerPayload = new StateValue(CheckpointReader.Parse(payload));
        return null;
    }

    /// <summary>Goes back to an earlier activity of the same container, or of one further out, and forgets what came after it.</summary>
    /// <returns>Why that is not possible; null if it is done.</returns>
    private string? RetryFrom(ActivityExecution failed, string activityId)
    {
        if (Workflow.Find(activityId) is not { } target)
            return $"There is no activity '{activityId}' in version {Workflow.Version} of '{Workflow.DisplayName}'.";
        var inner = failed;
        while (inner.Parent != 0 && State.Executions.TryGetValue(inner.Parent, out var container))
        {
            if (container.Node == target.Parent)
            {
                Cancel(inner);
                var context = new BurstContext(this, container);
                if (context.Compiled.Activity is IRestartableContainer restartable)
                    restartable.RestartFrom(context, target.Index);
                else
                    Schedule(container, target.Index, inner.Tag, null);
                return null;
            }

            inner = container;
        }

        return $"Activity '{target.Name}' is not in a container that is still running, so the instance cannot go on from there. Restart it instead.";
    }

    /// <summary>The decision cannot be carried out: the dead letter stays open, and the instance stays as it was.</summary>
    private void Refuse(string refusal) => AddEntry(null, "RedriveRefused", refusal);

    private async ValueTask SkipAsync(ActivityExecution execution, RedriveDecision decision)
    {
        var context = new BurstContext(this, execution);
        if (execution.EffectStarted)
        {
            execution.EffectStarted = false;
            effects.Add(Effect(context, "Unknown", Services.Time.GetUtcNow()));
        }

        foreach (var output in decision.Outputs ?? [])
            SetOutput(context, output.Key, output.Value);
        context.Complete(decision.Outcomes ?? []);
        await SettleAsync(context);
    }

    /// <summary>Sets an output of an execution by name.</summary>
    public void SetOutput(BurstContext context, string name, JsonElement value)
    {
        var stored = new Payloads.StateValue(value);
        (context.Execution.OutputState ??= [])[name] = stored;
        if (context.Compiled.KeepsOutputs)
        {
            if (!State.Outputs.TryGetValue(context.ActivityId, out var outputs))
                State.Outputs[context.ActivityId] = outputs = [];
            outputs[name] = stored;
        }

        foreach (var binding in context.Compiled.Outputs.Where(binding => binding.Name == name))
            context.Bind(binding.Target, stored);
    }
}
