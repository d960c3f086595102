using ClarityConnect.Workflows.Engine.Expressions;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Execution;

/// <content>How executions end, and how their parents hear of it.</content>
internal sealed partial class Burst
{
    /// <summary>Cancels an execution with everything below it, without telling its parent.</summary>
    public void Cancel(ActivityExecution execution)
    {
        CancelChildren(execution);
        AddRow(execution, "Canceled", [], null);
        Forget(execution);
    }

    public void CancelChildren(ActivityExecution execution)
    {
        foreach (var child in execution.Children.Values.ToList())
            Cancel(child);
    }

    /// <summary>Carries out what an activity wished for: completion, or waiting on.</summary>
    private async ValueTask SettleAsync(BurstContext context)
    {
        while (true)
        {
            if (isFinishing || context.Outcomes is not null || context.Execution.Log is null)
                await DecideLogAsync(context.Execution);
            if (isFinishing)
            {
                AddRow(context.Execution, "Completed", context.Outcomes ?? [], null);
                Forget(context.Execution);
                End(InstanceStatus.Finished);
                return;
            }

            if (context.Outcomes is not { } outcomes)
                return;
            var execution = context.Execution;
            CancelChildren(execution);
            if (execution.Parent == 0)
                KeepFinalVariables(execution);
            if (State.TriggerPayload is not null && context.ActivityId == State.TriggerActivityId)
                State.TriggerPayload = null;
            AddRow(execution, "Completed", outcomes, null);
            Forget(execution);
            if (context.Leaves is { } left)
            {
                context = new BurstContext(this, left.Execution);
                context.Complete(left.Outcomes);
                continue;
            }

            if (!State.Executions.TryGetValue(execution.Parent, out var parent))
            {
                End(InstanceStatus.Finished);
                return;
            }

            context = new BurstContext(this, parent);
            var completion = new ChildCompletion(Workflow.Activities[execution.Node].Id, $"{State.Id}-{execution.Number}", outcomes, execution.Tag, false);
            if (HoldBack(parent, completion))
                return;
            try
            {
                await context.Compiled.Activity.OnChildCompletedAsync(context, completion);
            }
            catch (Exception exception) when (!IsAbandoned(exception))
            {
                await FailAsync(context, exception, wasCalled: true);
                return;
            }
        }
    }

    private void End(InstanceStatus status)
    {
        State.Status = status;
        if (status == InstanceStatus.Faulted)
        {
            // A dead letter resumes from here, so executions and queue stay; only what could wake the instance goes.
            foreach (var bookmark in State.Bookmarks)
                RemoveRow(bookmark);
            return;
        }

        if (State.Executions.Values.FirstOrDefault(execution => execution.Parent == 0) is { } root)
        {
            KeepFinalVariables(root);
            if (status == InstanceStatus.Finished)
            {
                CancelChildren(root);
                AddRow(root, "Completed", Flow.Done, null);
                Forget(root);
            }
            else
            {
                Cancel(root);
            }
        }

        State.Queue.Clear();
        State.TriggerPayload = null;
        ResolveDeadLetters(_ => true, status == InstanceStatus.Cancelled ? "Cancelled" : "Superseded");
    }

    private void KeepFinalVariables(ActivityExecution root)
    {
        foreach (var (name, value) in root.Variables)
        {
            if (name[0] != VariableScopes.HiddenPrefix && !Workflow.Activities[root.Node].IsInMemory(name))
                State.FinalVariables[name] = value;
        }
    }

    private void Forget(ActivityExecution execution)
    {
        State.Remove(execution);
        if (execution.Status == ExecutionStatus.Scheduled)
            State.Queue.Remove(execution.Number);
        foreach (var bookmark in State.Bookmarks.Where(bookmark => bookmark.ExecutionNumber == execution.Number).ToList())
            Remove(bookmark);
    }

    private void Remove(BookmarkState bookmark)
    {
        State.Bookmarks.Remove(bookmark);
        RemoveRow(bookmark);
    }

    private void RemoveRow(BookmarkState bookmark)
    {
        if (!newBookmarks.Remove(bookmark))
            removedBookmarks.Add(bookmark.Id);
    }
}
