using System.Security.Claims;
using ClarityConnect.Workflows.Console.Approvals;
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

    private static async Task<Ok<IReadOnlyList<OpenApproval>>> ListAsync(string? after, int? take, ClaimsPrincipal user, ApprovalDesk desk, CancellationToken token) =>
        TypedResults.Ok(await desk.ListAsync(user, after, Math.Clamp(take ?? DefaultTake, 1, MaxTake), token));

    private static async Task<Results<Accepted, ProblemHttpResult>> DecideAsync(
        string id, ApprovalRequest request, ClaimsPrincipal user, HttpContext context, ApprovalDesk desk, CancellationToken token)
    {
        if (request.Approved is not { } approved)
            return ApiProblem.Invalid("Say \"approved\": true or false.");
        if (request.Comment?.Length > ApprovalDesk.LongestComment)
            return ApiProblem.Invalid($"The comment has more than {ApprovalDesk.LongestComment} characters. Make it shorter.");
        context.Items[AuditSubject.Key] = $"{id}: {(approved ? "approved" : "rejected")}";
        var (outcome, instanceId) = await desk.DecideAsync(id, user, approved, request.Comment, token);
        return outcome switch
        {
            DecisionOutcome.Taken => TypedResults.Accepted($"/elsa/api/workflow-instances/{instanceId}"),
            DecisionOutcome.Forbidden => ApiProblem.Forbidden("You are not among those who may decide this. Ask one of its approvers or an administrator."),
            DecisionOutcome.TooLate => ApiProblem.Conflict($"The approval '{id}' was decided a moment ago."),
            _ => ApiProblem.Missing($"There is no open approval '{id}'. Somebody may have decided it, or its deadline has passed."),
        };
    }
}
