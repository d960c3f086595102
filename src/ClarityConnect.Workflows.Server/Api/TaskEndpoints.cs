using ClarityConnect.Workflows.Console.Approvals;
using ClarityConnect.Workflows.Studio.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>Lists the tasks that people and programs outside are to do.</summary>
internal static class TaskEndpoints
{
    private const int DefaultTake = 50;
    private const int MaxTake = 500;

    public static void Map(RouteGroupBuilder api) => api.MapGroup("/tasks").WithTags("Tasks")
        .MapGet("", ListAsync)
        .RequireAuthorization(AccessPolicy.Viewer);

    /// <summary>Oldest instances first; the next page begins after the last id of this one.</summary>
    private static async Task<Ok<IReadOnlyList<OpenTask>>> ListAsync(string? after, int? take, TaskDesk desk, CancellationToken token) =>
        TypedResults.Ok(await desk.ListAsync(after, Math.Clamp(take ?? DefaultTake, 1, MaxTake), token));
}
