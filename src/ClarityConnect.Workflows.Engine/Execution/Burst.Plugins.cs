using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.Extensions.DependencyInjection;

namespace ClarityConnect.Workflows.Engine.Execution;

/// <content>How an instance waits for an activity whose plugin is gone, and goes on when it is back.</content>
internal sealed partial class Burst
{
    /// <summary>An activity that no plugin ever had here fails instead: nothing says that it will ever come.</summary>
    /// <returns>Whether the execution waits for a plugin now.</returns>
    private bool AwaitPlugin(ActivityExecution execution)
    {
        var activity = Workflow.Activities[execution.Node];
        if (activity.Activity is not NotFoundActivity || PluginOf(activity) is not { } plugin)
            return false;
        // What never ran has not failed an attempt.
        execution.ForgivenAttempts = execution.Attempt;
        Await(execution, plugin);
        return true;
    }

    /// <summary>Keeps an event for an activity whose plugin is gone, or takes up what was kept when the plugin is back.</summary>
    /// <returns>Whether the bookmark was dealt with here.</returns>
    private async ValueTask<bool> HoldBackAsync(BookmarkState bookmark, ActivityExecution execution, WorkItem item)
    {
        var activity = Workflow.Activities[execution.Node];
        if (bookmark.Name == AwaitedActivity.StimulusName)
        {
            Remove(bookmark);
            if (activity.Activity is NotFoundActivity)
                Await(execution, PluginOf(activity));
            else
                await GoOnAsync(execution, activity);
            return true;
        }

        if (activity.Activity is not NotFoundActivity)
            return false;
        Remove(bookmark);
        var payload = (item.Payload ?? item.Data) is { } bytes ? CheckpointReader.Parse(bytes) : (JsonElement?)null;
        Hold(execution, new HeldEvent(new Resumption(bookmark.Name, bookmark.Tag, payload), null));
        return true;
    }

    /// <summary>Keeps the end of a child for an activity whose plugin is gone.</summary>
    private bool HoldBack(ActivityExecution parent, ChildCompletion completion)
    {
        if (Workflow.Activities[parent.Node].Activity is not NotFoundActivity)
            return false;
        Hold(parent, new HeldEvent(null, completion));
        return true;
    }

    private bool AwaitsPlugin(Incident incident) =>
        State.Bookmarks.Exists(bookmark => bookmark.Name == AwaitedActivity.StimulusName && bookmark.ExecutionNumber == incident.ExecutionNumber);

    private void ForgetAwaited(ActivityExecution execution)
    {
        foreach (var bookmark in State.Bookmarks.Where(bookmark => bookmark.Name == AwaitedActivity.StimulusName && bookmark.ExecutionNumber == execution.Number).ToList())
            Remove(bookmark);
    }

    private void Hold(ActivityExecution execution, HeldEvent held)
    {
        execution.State[AwaitedActivity.HeldState] = WorkflowJson.ToElement((List<HeldEvent>)[.. HeldBy(execution), held]);
        Await(execution, PluginOf(Workflow.Activities[execution.Node]));
    }

    private static List<HeldEvent> HeldBy(ActivityExecution execution) => execution.GetState<List<HeldEvent>>(AwaitedActivity.HeldState) ?? [];

    private void Await(ActivityExecution execution, string? plugin)
    {
        if (State.Bookmarks.Exists(bookmark => bookmark.Name == AwaitedActivity.StimulusName && bookmark.ExecutionNumber == execution.Number))
            return;
        var activity = Workflow.Activities[execution.Node];
        var now = Services.Time.GetUtcNow();
        if (!State.Incidents.Exists(incident => !incident.IsResolved && incident.ExecutionNumber == execution.Number))
        {
            var whose = plugin is null ? "a plugin that is not here" : $"the plugin {plugin}, which is removed, switched off or cannot be loaded";
            var failure = new FailureDetails
            {
                Kind = FailureKind.Misconfigured,
                Message = $"The activity type '{activity.Type}' is part of {whose}. Put the plugin back, or switch it on; the run goes on by itself then.",
                Type = typeof(ActivityException).FullName!,
                Where = $"{activity.Where(Workflow.DisplayName)}, instance {State.Id}",
                Attempt = Math.Max(execution.Attempt, 1),
                At = now,
            };
            GiveUp(execution, failure, endsStep: false);
        }

        execution.Status = ExecutionStatus.Running;
        AddBookmark(execution, new Bookmark(AwaitedActivity.StimulusName) { Key = activity.Type, DueAt = now + AwaitedActivity.LookInterval });
    }

    private async ValueTask GoOnAsync(ActivityExecution execution, CompiledActivity activity)
    {
        ResolveDeadLetters(incident => incident.ExecutionNumber == execution.Number, "Retried");
        AddEntry(execution, "Resumed", $"The activity type '{activity.Type}' is here again.");
        execution.IsDirty = true;
        var held = HeldBy(execution);
        execution.State.Remove(AwaitedActivity.HeldState);
        if (held.Count == 0)
        {
            Requeue(execution);
            return;
        }

        foreach (var happened in held)
        {
            if (!State.Executions.ContainsKey(execution.Number) || IsOver)
                return;
            await TakeUpAsync(execution, happened);
        }
    }

    private async ValueTask TakeUpAsync(ActivityExecution execution, HeldEvent held)
    {
        var context = new BurstContext(this, execution);
        try
        {
            if (held.Child is { } child)
            {
                await context.Compiled.Activity.OnChildCompletedAsync(context, child);
            }
            else
            {
                await Evaluator.EvaluateAsync(execution, context.Compiled.Inputs, context.Inputs, CancellationToken);
                RecordInputs(context);
                await context.Compiled.Activity.OnResumedAsync(context, held.Resumption!);
            }
        }
        catch (Exception exception) when (!IsAbandoned(exception))
        {
            await FailAsync(context, exception, wasCalled: true);
            return;
        }

        await SettleAsync(context);
    }

    /// <summary>The plugin that has an activity, as the instance began to use it or as it was known here last.</summary>
    private string? PluginOf(CompiledActivity activity) =>
        State.Plugins.GetValueOrDefault(PluginPins.KeyOf(activity.Type, JsonMembers.Number(activity.Json, "version")))
        ?? Services.Provider.GetService<KnownPlugins>()?.PluginOf(activity.Type);

    /// <summary>What happened to an execution while its activity was gone: a bookmark that was met, or a child that ended.</summary>
    private sealed record HeldEvent(Resumption? Resumption, ChildCompletion? Child);
}
