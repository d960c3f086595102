using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Studio.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>Lists dead letters and carries out what a person decides about them.</summary>
internal static class DeadLetterEndpoints
{
    private const int DefaultTake = 50;
    private const int MaxTake = 500;

    public static void Map(RouteGroupBuilder api)
    {
        var letters = api.MapGroup("/dead-letters").WithTags("Dead letters");
        letters.MapGet("", ListAsync).RequireAuthorization(AccessPolicy.Viewer);
        letters.MapGet("/{id}", FindAsync).RequireAuthorization(AccessPolicy.Viewer);
        letters.MapPost("/{id}/redrive", RedriveAsync).RequireAuthorization(AccessPolicy.Operator).WithMetadata(new AuditedAction("dead-letter.redriven"));
    }

    private static async Task<Ok<List<DeadLetterView>>> ListAsync(
        bool? isOpen, string? instanceId, string? definitionId, string? before, int? take, IInstanceReader reader, CancellationToken token)
    {
        var letters = await reader.ListDeadLettersAsync(
            new DeadLetterFilter
            {
                IsOpen = isOpen ?? true,
                InstanceId = instanceId,
                DefinitionId = definitionId,
                Before = before,
                Take = Math.Clamp(take ?? DefaultTake, 1, MaxTake),
            },
            token);
        return TypedResults.Ok(letters.Select(letter => DeadLetterView.Of(letter, withAttempts: false)).ToList());
    }

    private static async Task<Results<Ok<DeadLetterView>, ProblemHttpResult>> FindAsync(string id, IInstanceReader reader, CancellationToken token) =>
        await reader.FindDeadLetterAsync(id, token) is { } letter
            ? TypedResults.Ok(DeadLetterView.Of(letter, withAttempts: true))
            : Missing(id);

    private static async Task<Results<Accepted<RedriveAnswer>, ProblemHttpResult>> RedriveAsync(
        string id, RedriveRequest request, HttpContext context, IInstanceReader reader, WorkflowRuntime runtime, InstanceRestart restart, CancellationToken token)
    {
        if (await reader.FindDeadLetterAsync(id, token) is not { } letter)
            return Missing(id);
        if (letter.ResolvedAt is not null)
            return ApiProblem.Conflict($"The dead letter '{id}' was resolved already ({letter.Resolution}).");
        if (string.Equals(request.Verb, "Restart", StringComparison.OrdinalIgnoreCase))
        {
            var (instanceId, problem) = await restart.RunAsync(letter, token);
            return instanceId is null ? ApiProblem.Conflict(problem!) : Accepted(instanceId);
        }

        if (!Enum.TryParse<RedriveVerb>(request.Verb, ignoreCase: true, out var verb) || !Enum.IsDefined(verb))
            return ApiProblem.Invalid($"'{request.Verb}' is not a verb. Use RetryThis, RetryFrom, Skip or Restart.");
        var by = context.User.Identity?.Name ?? "unknown";
        return await runtime.RedriveAsync(new RedriveDecision(id, verb, by, request.ActivityId, request.Outputs, request.Outcomes), token)
            ? Accepted(letter.InstanceId)
            : ApiProblem.Conflict($"The instance '{letter.InstanceId}' of the dead letter is not there any longer, or somebody else was faster.");
    }

    private static Accepted<RedriveAnswer> Accepted(string instanceId) =>
        TypedResults.Accepted($"/elsa/api/workflow-instances/{instanceId}", new RedriveAnswer(instanceId));

    private static ProblemHttpResult Missing(string id) => ApiProblem.Missing($"There is no dead letter '{id}'.");
}
