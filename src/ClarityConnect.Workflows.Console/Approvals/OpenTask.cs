using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activities.Primitives;
using ClarityConnect.Workflows.Engine.Bookmarks;

namespace ClarityConnect.Workflows.Console.Approvals;

/// <summary>A task that somebody outside is to do. It is completed at <c>POST /elsa/api/tasks/{id}/complete</c>.</summary>
/// <param name="Id">Its id; lists are ordered by it.</param>
/// <param name="Name">What kind of task it is; null where the journal did not record it.</param>
/// <param name="Payload">What is needed to do it; null for nothing, or where the journal did not record it.</param>
/// <param name="InstanceId">The instance that waits.</param>
/// <param name="ActivityId">The activity that waits.</param>
/// <param name="ActivityName">That activity's name.</param>
/// <param name="Since">Since when it is open.</param>
public sealed record OpenTask(
    string Id, string? Name, JsonElement? Payload, string InstanceId, string ActivityId, string? ActivityName, DateTimeOffset Since)
{
    internal static OpenTask Of(OpenBookmark open) => new(
        open.Bookmark.Key,
        RecordedInputs.Text(open.Execution, nameof(RunTask.TaskName)),
        RecordedInputs.Find(open.Execution, nameof(RunTask.Payload)),
        open.Bookmark.InstanceId,
        open.Bookmark.ActivityId,
        open.Execution.ActivityName,
        open.Bookmark.CreatedAt);
}
