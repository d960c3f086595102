using System.Text;
using ClarityConnect.Workflows.Engine.Cases;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Studio.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>Saves runs as test cases.</summary>
internal static class CaseEndpoints
{
    public static void Map(RouteGroupBuilder api) => api.MapGroup("/instances").WithTags("Runs")
        .MapGet("/{id}/case", RecordAsync).RequireAuthorization(AccessPolicy.Operator).WithMetadata(new AuditedAction("run.saved-as-case"));

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> RecordAsync(string id, string? name, CaseRecorder recorder, CancellationToken token)
    {
        try
        {
            var recorded = await recorder.RecordAsync(id, name ?? $"As run {id}", token);
            return TypedResults.File(
                Encoding.UTF8.GetBytes(System.Text.Json.JsonSerializer.Serialize(recorded, CaseJson.Options)), "application/json", $"case-{id}.json");
        }
        catch (ActivityException exception)
        {
            return ApiProblem.Conflict(exception.Message);
        }
    }
}
