using System.Security.Claims;
using ClarityConnect.Workflows.Engine.Activities.Approvals;
using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Values;
using ClarityConnect.Workflows.Studio.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>Lists open approvals and takes decisions, each from whoever may make it, and once.</summary>
internal static class ApprovalEndpoints
{
    private const int DefaultTake = 50;
    private const int MaxTake = 500;

    public static void Map(RouteGroupBuilder api)
    {
        var approvals = api.MapGroup("/approvals").WithTags("Approvals").RequireAuthorization(AccessPolicy.Viewer);
        approvals.MapGet("", ListAsync);
        approvals.MapPost("/{id}", DecideAsync).WithMetadata(new AuditedAction("approval.decided"));
    }

    private static async Task<Ok<List<ApprovalView>>> ListAsync(
        string? after, int? take, ClaimsPrincipal user, IInstanceReader reader, CancellationToken token)
    {
        var filter = new BookmarkFilter { Name = Approval.BookmarkName, After = after, Take = Math.Clamp(take ?? DefaultTake, 1, MaxTake) };
        return TypedResults.Ok((await reader.ListBookmarksAsync(filter, token)).Select(open => ApprovalView.Of(open, user)).ToList());
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> DecideAsync(
        string id,
        ApprovalRequest request,
        ClaimsPrincipal user,
        HttpContext context,
        IInstanceReader reader,
        WorkflowRuntime runtime,
        TimeProvider time,
        CancellationToken token)
    {
        if (request.Approved is not { } approved)
            return ApiProblem.Invalid("Say \"approved\": true or false.");
        var found = await reader.ListBookmarksAsync(new BookmarkFilter { Name = Approval.BookmarkName, Key = id, Take = 1 }, token);
        if (found.Count == 0)
            return ApiProblem.Missing($"There is no open approval '{id}'. Somebody may have decided it, or its deadline has passed.");
        var open = found[0];
        if (!Approvers.MayDecide(user, Approvers.Of(open.Execution)))
            return ApiProblem.Forbidden("You are not among those who may decide this. Ask one of its approvers or an administrator.");
        context.Items[AuditSubject.Key] = $"{id}: {(approved ? "approved" : "rejected")}";
        var bookmark = open.Bookmark;
        var decision = WorkflowJson.ToElement(new { approved, by = user.Identity?.Name ?? "unknown", at = time.GetUtcNow(), comment = request.Comment });

        // The bookmark's id is the event's: of two who decide at the same time one is first.
        return await runtime.PublishAsync(bookmark.Name, bookmark.Key, bookmark.Id, "bookmark", decision, instanceId: bookmark.InstanceId)
            ? TypedResults.Accepted($"/elsa/api/workflow-instances/{bookmark.InstanceId}")
            : ApiProblem.Conflict($"The approval '{id}' was decided a moment ago.");
    }
}
