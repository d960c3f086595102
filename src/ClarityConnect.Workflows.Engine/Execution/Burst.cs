using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Expressions;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Execution;

/// <summary>
/// The stretch in which one worker, holding the instance's lease, runs activities until the instance finishes or waits. It ends in exactly one
/// transaction; before an effect on the outside world, and now and then in long stretches, what was done so far is committed the same way.
/// </summary>
internal sealed partial class Burst
{
    /// <summary>How many ended executions may wait for the journal before the burst commits in between.</summary>
    private const int CommitEvery = 500;

    private readonly ClaimedInstance claim;
    private bool wasOver;

    public Burst(ClaimedInstance claim, CompiledWorkflow workflow, InstanceState state, BurstServices services, CancellationToken cancellationToken)
    {
        this.claim = claim;
        Workflow = workflow;
        Services = services;
        CancellationToken = cancellationToken;
        State = state;
        State.Plugins = PluginPins.Merge(State.Plugins, workflow.Plugins);
        wasOver = IsOver;
        Evaluator = new ExpressionEvaluator(State, workflow, services.Scripts, services.Payloads, services.Time, services.Secrets);
    }

    public CompiledWorkflow Workflow { get; }

    public InstanceState State { get; }

    public BurstServices Services { get; }

    public ExpressionEvaluator Evaluator { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>For each work item that asks for an upgrade what came of it, as the journal says it.</summary>
    public IReadOnlyDictionary<string, (string EventName, string Message)> Upgrades { get; init; } = new Dictionary<string, (string, string)>();

    /// <summary>Whether the burst ended before its work was done, so that the instance is to be claimed again.</summary>
    public bool HasYielded { get; private set; }

    private bool IsOver => State.Status is InstanceStatus.Finished or InstanceStatus.Cancelled or InstanceStatus.Faulted;

    public async Task RunAsync()
    {
        TakeUpInterruptedEffects();
        if (claim.Checkpoint is null)
            State.Status = InstanceStatus.Executing;
        foreach (var item in claim.Items)
        {
            if (State.HandledWorkItems.Add(item.Id))
                await ApplyAsync(item);
        }

        while (!IsOver && (State.Queue.First ?? await NextAsync()) is { } next)
        {
            State.Queue.RemoveFirst();
            if (State.Executions.TryGetValue(next.Value, out var execution))
                await RunAsync(execution);
            if (rows.Count >= CommitEvery && !IsOver)
                await CommitAsync(releasesLease: false);
            if (isCancelRequested && !IsOver)
            {
                await YieldAsync();
                return;
            }
        }

        Conclude();
        await NotifyParentAsync();
        await CommitAsync(releasesLease: true);
    }

    /// <summary>With nothing left to run, containers may have more to begin, or give up what waits needlessly.</summary>
    private async ValueTask<LinkedListNode<int>?> NextAsync()
    {
        var hasChanged = true;
        while (hasChanged && !IsOver && State.Queue.Count == 0)
        {
            hasChanged = false;
            foreach (var execution in State.Executions.Values.Where(execution => execution.Status == ExecutionStatus.Running && Workflow.Activities[execution.Node].Activity is IIdleContainer).ToList())
                hasChanged |= State.Executions.ContainsKey(execution.Number) && await IdleAsync(new BurstContext(this, execution));
        }

        return IsOver ? null : State.Queue.First;
    }

    private async ValueTask<bool> IdleAsync(BurstContext context)
    {
        try
        {
            if (!await ((IIdleContainer)context.Compiled.Activity).OnIdleAsync(context))
                return false;
        }
        catch (Exception exception) when (!IsAbandoned(exception))
        {
            await FailAsync(context, exception, wasCalled: true);
            return true;
        }

        await SettleAsync(context);
        return true;
    }

    /// <summary>Somebody asked to cancel the instance: the burst ends where it stands, and the next one begins with the request.</summary>
    private Task YieldAsync()
    {
        State.Status = InstanceStatus.Suspended;
        HasYielded = true;
        return CommitAsync(releasesLease: true);
    }

    /// <summary>Nothing is left to run now: the instance waits, unless an incident that its strategy does not live with has stopped it.</summary>
    private void Conclude()
    {
        if (IsOver)
            return;
        if (!Workflow.ContinuesWithIncidents && State.Incidents.Exists(incident => !incident.IsResolved && !AwaitsPlugin(incident)))
            End(InstanceStatus.Faulted);
        else
            State.Status = InstanceStatus.Suspended;
    }

    public ActivityExecution Schedule(ActivityExecution parent, int node, string? tag, IReadOnlyDictionary<string, object?>? variables, bool isFirst = false)
    {
        var activity = Workflow.Activities[node];
        parent.Repetitions.TryGetValue(node, out var repetition);
        parent.Repetitions[node] = repetition + 1;
        var execution = new ActivityExecution
        {
            Number = ++State.LastExecution,
            Node = node,
            Parent = parent.Number,
            Tag = tag,
            Path = $"{parent.Path}/{activity.Id}{(tag is null ? "" : $":{tag}")}#{repetition}",
            Status = ExecutionStatus.Scheduled,
        };
        parent.LastRuns[node] = execution.Number;
        foreach (var (name, value) in variables ?? new Dictionary<string, object?>())
            execution.Variables[name] = StateValue.Of(value);
        Enqueue(execution, isFirst);
        return execution;
    }

    public void AddBookmark(ActivityExecution execution, Bookmark bookmark)
    {
        var stored = new BookmarkState(
            Services.Ids.Next(), execution.Number, bookmark.Name, bookmark.Key, bookmark.CorrelationId, bookmark.DueAt, bookmark.Tag);
        State.Bookmarks.Add(stored);
        newBookmarks.Add(stored);
        execution.IsDirty = true;
    }

    /// <summary>Ends the whole instance as finished, whatever is still running.</summary>
    public void Finish() => isFinishing = true;

    private bool isFinishing;

    private void Enqueue(ActivityExecution execution, bool isFirst)
    {
        State.Add(execution);
        if (isFirst)
            State.Queue.AddFirst(execution.Number);
        else
            State.Queue.AddLast(execution.Number);
    }

    private void TakeUpInterruptedEffects()
    {
        foreach (var execution in State.Executions.Values)
        {
            // The checkpoint was written just before the call; nobody knows whether it was made.
            if (execution is { EffectStarted: true, Status: ExecutionStatus.Running })
                State.Queue.AddFirst(execution.Number);
        }
    }

    private async ValueTask ApplyAsync(WorkItem item)
    {
        if (IsOver && item.Kind is not (WorkItemKind.Redrive or WorkItemKind.Cancel or WorkItemKind.Upgrade))
            return;
        switch (item.Kind)
        {
            case WorkItemKind.Start:
                Start(item);
                break;
            case WorkItemKind.Resume or WorkItemKind.Due:
                await ResumeAsync(item);
                break;
            case WorkItemKind.Retry:
                if (State.Executions.TryGetValue(item.ExecutionNumber ?? 0, out var retried) && retried.Status == ExecutionStatus.Retrying)
                    Requeue(retried);
                break;
            case WorkItemKind.Cancel:
                Cancel(item);
                break;
            case WorkItemKind.Redrive:
                await RedriveAsync(item);
                break;
            case WorkItemKind.Upgrade:
                var (eventName, message) = Upgrades[item.Id];
                AddEntry(null, eventName, message);
                break;
        }
    }


    private void Start(WorkItem item)
    {
        var payload = item.Payload is { } bytes ? CheckpointReader.Parse(bytes) : WorkflowJson.Null;
        var data = item.Data is { } start ? JsonSerializer.Deserialize<StartData>(start.Span, WorkflowJson.Options) : null;
        State.StartMessageId = item.InboxMessageId;
        State.Rerun = data?.Rerun;
        if (data?.Trigger is { } trigger)
        {
            State.TriggerActivityId = trigger;
            State.TriggerPayload = new StateValue(payload);
        }

        if (JsonMembers.Find(payload, "input") is { ValueKind: JsonValueKind.Object } input && State.TriggerActivityId is null)
        {
            foreach (var value in input.EnumerateObject())
                State.Input[value.Name] = new StateValue(value.Value);
        }

        if (State.TriggerActivityId is null && Enum.TryParse<ParentNotice>(JsonMembers.Text(payload, "notice"), out var notice))
            State.Notice = notice;
        foreach (var (name, value) in Workflow.InputDefaults)
            State.Input.TryAdd(name, new StateValue(value));
        var root = Workflow.Activities[0];
        Enqueue(new ActivityExecution { Number = ++State.LastExecution, Node = 0, Parent = 0, Path = root.Id }, isFirst: false);
    }

    private async ValueTask ResumeAsync(WorkItem item)
    {
        var bookmark = State.Bookmarks.Find(bookmark => bookmark.Id == item.BookmarkId);
        if (bookmark is null || !State.Executions.TryGetValue(bookmark.ExecutionNumber, out var execution))
            return;
        if (await HoldBackAsync(bookmark, execution, item))
            return;
        Remove(bookmark);
        execution.IsDirty = true;
        AddEntry(execution, "Resumed", item.Kind == WorkItemKind.Due ? "The due time came." : "The event came.");
        var payload = (item.Payload ?? item.Data) is { } bytes ? CheckpointReader.Parse(bytes) : (JsonElement?)null;
        var context = new BurstContext(this, execution);
        try
        {
            await Evaluator.EvaluateAsync(execution, context.Compiled.Inputs, context.Inputs, CancellationToken);
            RecordInputs(context);
            await context.Compiled.Activity.OnResumedAsync(context, new Resumption(bookmark.Name, bookmark.Tag, payload));
        }
        catch (Exception exception) when (!IsAbandoned(exception))
        {
            await FailAsync(context, exception, wasCalled: true);
            return;
        }

        await SettleAsync(context);
    }

    private void Requeue(ActivityExecution execution)
    {
        execution.Status = ExecutionStatus.Scheduled;
        State.Queue.AddLast(execution.Number);
    }

    private async ValueTask RunAsync(ActivityExecution execution)
    {
        var context = new BurstContext(this, execution);
        if (execution.Attempt == 0 || execution.StartedSequence == 0)
        {
            execution.StartedAt = Services.Time.GetUtcNow();
            execution.StartedSequence = ++State.LastSequence;
            foreach (var variable in context.Compiled.Variables)
                execution.Variables.TryAdd(variable.Name, new StateValue(variable.Default));
        }

        execution.Status = ExecutionStatus.Running;
        execution.IsDirty = true;
        execution.Attempt++;
        if (AwaitPlugin(execution))
            return;
        var wasCalled = false;
        try
        {
            await Evaluator.EvaluateAsync(execution, context.Compiled.Inputs, context.Inputs, CancellationToken);
            RecordInputs(context);
            if (State.TriggerPayload is { } payload && State.TriggerActivityId == context.Compiled.Id)
                await Services.Payloads.ReadAsync(payload, CancellationToken);
            if (State.Rerun is { } rerun && await AnswerFromRecordAsync(context, rerun))
            {
                await SettleAsync(context);
                return;
            }

            if (await BeginEffectAsync(context))
            {
                wasCalled = true;
                await context.Compiled.Activity.ExecuteAsync(context);
            }

            if (context.Compiled.Activity is CodeActivity && context is { Outcomes: null, HasWaited: false, HasChildren: false })
                context.Complete();
        }
        catch (Exception exception) when (!IsAbandoned(exception))
        {
            RecordInputs(context);
            await FailAsync(context, exception, wasCalled);
            return;
        }

        CloseEffect(context);
        await SettleAsync(context);
    }

    /// <summary>Whether the exception means that this burst is to be given up without a trace, not that the activity failed.</summary>
    private bool IsAbandoned(Exception exception) =>
        exception is Failures.LeaseLostException || (exception is OperationCanceledException && CancellationToken.IsCancellationRequested);

    /// <summary>Stores the work so far before an effect, and settles an interrupted one.</summary>
    /// <returns>Whether the activity is to run.</returns>
    private async ValueTask<bool> BeginEffectAsync(BurstContext context)
    {
        var execution = context.Execution;
        var activity = context.Compiled.Activity;
        var effect = activity.GetEffect(context);
        if (effect == EffectKind.None)
            return true;
        if (execution.EffectStarted)
        {
            var found = effect switch
            {
                EffectKind.Repeatable => Reconciliation.NotApplied,
                EffectKind.Reconcilable => await activity.ReconcileAsync(context),
                _ => Reconciliation.Unknown,
            };
            AddEntry(execution, "Reconciled", $"An earlier attempt was interrupted: {found switch
            {
                Reconciliation.Applied => "the effect exists.",
                Reconciliation.NotApplied => "it is safe to run it again.",
                _ => "nobody can tell whether the effect exists.",
            }}");
            if (found == Reconciliation.Applied)
                return false;
            if (found == Reconciliation.Unknown)
            {
                throw new ActivityException(
                    FailureKind.OutcomeUnknown,
                    $"An attempt to run '{context.ActivityName}' was interrupted, and it cannot be told whether it took effect. Look in the other system, then retry or skip this step.");
            }
        }

        execution.EffectStarted = true;
        effects.Add(Effect(context, "Started", null));
        await CommitAsync(releasesLease: false);
        return true;
    }

    private void CloseEffect(BurstContext context)
    {
        if (!context.Execution.EffectStarted)
            return;
        context.Execution.EffectStarted = false;
        effects.Add(Effect(context, "Applied", Services.Time.GetUtcNow()));
    }
}
