using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activities.Composition;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Execution;

/// <content>How an instance is cancelled, with those that it waits for.</content>
internal sealed partial class Burst
{
    private bool isDeleted;

    private void Cancel(WorkItem item)
    {
        var request = item.Data is { } data ? JsonSerializer.Deserialize<CancelRequest>(data.Span, WorkflowJson.Options) : null;
        isDeleted |= request?.Deletes == true;
        if (State.Status == InstanceStatus.Cancelled)
            return;
        CancelAwaitedChildren();
        AddEntry(null, "Canceled", request?.Reason ?? "The instance was cancelled.");
        End(InstanceStatus.Cancelled);
    }

    /// <summary>Children for which this instance waits have nobody left to hear of their end; those that were only dispatched go on.</summary>
    private void CancelAwaitedChildren()
    {
        var request = new CancelRequest($"The instance {State.Id}, which waited for this one, was cancelled.");
        foreach (var bookmark in State.Bookmarks.Where(bookmark => bookmark.Name == ChildWorkflow.BookmarkName))
            cancellations.Add(Cancellation.Of(bookmark.Key, Services.Time.GetUtcNow(), request));
        StartsChildren |= cancellations.Count > 0;
    }
}
