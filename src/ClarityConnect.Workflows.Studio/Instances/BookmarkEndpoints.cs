using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Activities.Approvals;
using ClarityConnect.Workflows.Engine.Activities.Primitives;
using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Values;
using ClarityConnect.Workflows.Studio.Access;
using ClarityConnect.Workflows.Studio.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Studio.Instances;

/// <summary>Completes tasks, and resumes bookmarks of any kind but approvals, which only some may decide.</summary>
internal static class BookmarkEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var operations = api.MapGroup("").RequireAuthorization(AccessPolicy.Operator);
        operations.MapPost("/tasks/{taskId}/complete", CompleteAsync).WithMetadata(new AuditedAction("task.completed"));
        operations.MapPost("/bookmarks/{bookmarkId}/resume", ResumeAsync).WithMetadata(new AuditedAction("bookmark.resumed"));
    }

    /// <summary>A task is completed once; who completes it again hears that it is a duplicate.</summary>
    private static async Task<IResult> CompleteAsync(
        string taskId, HttpRequest request, IInstanceReader reader, WorkflowRuntime runtime, CancellationToken token)
    {
        var body = await RequestJson.ObjectAsync(request);
        var open = await reader.ListBookmarksAsync(new BookmarkFilter { Name = RunTask.BookmarkName, Key = taskId, Take = 1 }, token);
        if (open.Count == 0)
        {
            return await IsTaskAsync(taskId, reader, token)
                ? Answer.Json(new { isDuplicate = true })
                : Answer.Missing($"There is no task '{taskId}'.");
        }

        var bookmark = open[0].Bookmark;
        var result = WorkflowJson.ToElement(body["result"]);
        var isNew = await runtime.PublishAsync(bookmark.Name, bookmark.Key, bookmark.Id, "bookmark", result, instanceId: bookmark.InstanceId);
        return Answer.Json(new { isDuplicate = !isNew });
    }

    private static async Task<bool> IsTaskAsync(string taskId, IInstanceReader reader, CancellationToken token) =>
        ExecutionId.Parse(taskId) is { } wanted
        && await reader.FindExecutionAsync(wanted.InstanceId, wanted.Number, token) is { ActivityType: "Elsa.RunTask" };

    /// <summary>The body is what the activity is told: its member "payload", "input" or "result", or all of it.</summary>
    private static async Task<IResult> ResumeAsync(
        string bookmarkId, HttpRequest request, IInstanceReader reader, WorkflowRuntime runtime, CancellationToken token)
    {
        var body = await RequestJson.ObjectAsync(request);
        var open = await reader.ListBookmarksAsync(new BookmarkFilter { Id = bookmarkId, Take = 1 }, token);
        if (open.Count == 0)
            return Answer.Missing($"Nothing waits on a bookmark '{bookmarkId}'. It may have been met already.");
        var bookmark = open[0].Bookmark;
        if (bookmark.Name == Approval.BookmarkName)
            return Answer.Invalid([$"This bookmark is an approval, which only its approvers may decide: POST /api/v1/approvals/{bookmark.Key}."]);
        return await runtime.ResumeAsync(bookmark, Payload(body), token)
            ? Answer.Json(new { workflowInstanceId = bookmark.InstanceId }, StatusCodes.Status202Accepted)
            : Answer.Missing($"The instance '{bookmark.InstanceId}' of the bookmark has finished.");
    }

    private static JsonElement Payload(JsonObject body)
    {
        foreach (var name in (ReadOnlySpan<string>)["payload", "input", "result"])
        {
            if (body.Count == 1 && body.TryGetPropertyValue(name, out var payload))
                return WorkflowJson.ToElement(payload);
        }

        return WorkflowJson.ToElement(body);
    }
}
