using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Studio.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>Repeats instances with their recorded data.</summary>
internal static class RerunEndpoints
{
    public static void Map(RouteGroupBuilder api) => api.MapGroup("/instances").WithTags("Runs")
        .MapPost("/{id}/rerun", RerunAsync).RequireAuthorization(AccessPolicy.Operator).WithMetadata(new AuditedAction("run.repeated"));

    private static async Task<Results<Accepted<RedriveAnswer>, ProblemHttpResult>> RerunAsync(
        string id, RerunRequest request, HttpContext context, IInstanceReader reader, WorkflowRuntime runtime, CancellationToken token)
    {
        if (request.Writes is not (null or "stubbed" or "live"))
            return ApiProblem.Invalid($"'{request.Writes}' does not say what to do with writes. Use \"stubbed\" or \"live\".");
        try
        {
            var from = request.FromStep ?? await FirstOfAsync(id, request.FromActivityId, reader, token);
            var requestId = context.Request.Headers["Idempotency-Key"].ToString();
            return await runtime.RerunAsync(id, from, request.Writes != "live", requestId.Length == 0 ? null : requestId, token) is { } instanceId
                ? TypedResults.Accepted($"/elsa/api/workflow-instances/{instanceId}", new RedriveAnswer(instanceId))
                : ApiProblem.Conflict("This request was carried out already.");
        }
        catch (ActivityException exception)
        {
            return ApiProblem.Conflict(exception.Message);
        }
    }

    private static async Task<int?> FirstOfAsync(string id, string? activityId, IInstanceReader reader, CancellationToken token)
    {
        if (activityId is null)
            return null;
        var steps = await reader.ListExecutionsAsync(id, null, token);
        return steps.FirstOrDefault(step => step.ActivityId == activityId)?.Number
            ?? throw new ActivityException(FailureKind.InvalidData, $"The run '{id}' has not run an activity '{activityId}'.");
    }
}
