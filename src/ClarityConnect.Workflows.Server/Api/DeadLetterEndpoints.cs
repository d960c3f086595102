using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Failures;
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
        letters.MapPost("/redrive", RedriveManyAsync).RequireAuthorization(AccessPolicy.Operator).WithMetadata(new AuditedAction("dead-letter.redriven"));
        letters.MapPost("/{id}/redrive", RedriveAsync).RequireAuthorization(AccessPolicy.Operator).WithMetadata(new AuditedAction("dead-letter.redriven"));
    }

    private static async Task<Ok<List<DeadLetterView>>> ListAsync(
        bool? isOpen, string? instanceId, string? definitionId, FailureKind? kind, string? activityId, string? before, int? take, IInstanceReader reader, CancellationToken token)
    {
        var letters = await reader.ListDeadLettersAsync(
            new DeadLetterFilter
            {
                IsOpen = isOpen ?? true,
                InstanceId = instanceId,
                DefinitionId = definitionId,
                Kind = kind,
                ActivityId = activityId,
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
        string id, RedriveRequest request, HttpContext context, IInstanceReader reader, DeadLetterRedrive redrive, CancellationToken token)
    {
        if (await reader.FindDeadLetterAsync(id, token) is not { } letter)
            return Missing(id);
        if (DeadLetterRedrive.Refuse(request) is { } refusal)
            return ApiProblem.Invalid(refusal);
        var (instanceId, problem) = await redrive.RunAsync(letter, request, By(context), token);
        return instanceId is null ? ApiProblem.Conflict(problem!) : Accepted(instanceId);
    }

    /// <summary>Redrives many: those listed, or the open ones that the filter gives, newest first, at most <see cref="MaxTake"/> a call.</summary>
    private static async Task<Results<Ok<BulkRedriveAnswer>, ProblemHttpResult>> RedriveManyAsync(
        BulkRedriveRequest request, HttpContext context, IInstanceReader reader, DeadLetterRedrive redrive, CancellationToken token)
    {
        var decision = new RedriveRequest(request.Verb, request.FromActivityId, request.Outputs, request.Outcomes, request.Variables);
        if (DeadLetterRedrive.Refuse(decision) is { } refusal)
            return ApiProblem.Invalid(refusal);
        if (request is { Ids: null, DefinitionId: null, Kind: null, ActivityId: null })
            return ApiProblem.Invalid("Say which dead letters: by ids, definitionId, kind or activityId.");
        var letters = request.Ids is { } ids ? await FindManyAsync(ids, reader, token) : await reader.ListDeadLettersAsync(
            new DeadLetterFilter { DefinitionId = request.DefinitionId, Kind = request.Kind, ActivityId = request.ActivityId, Before = request.Before, Take = MaxTake },
            token);
        var refused = new List<RefusedRedrive>();
        var accepted = 0;
        foreach (var letter in request.DryRun ? [] : letters)
        {
            var (instanceId, problem) = await redrive.RunAsync(letter, decision, By(context), token);
            if (instanceId is null)
                refused.Add(new RefusedRedrive(letter.Id, problem!));
            else
                accepted++;
        }

        var next = request.Ids is null && letters.Count == MaxTake ? letters[^1].Id : null;
        return TypedResults.Ok(new BulkRedriveAnswer(letters.Count, accepted, refused, next));
    }

    private static async Task<IReadOnlyList<DeadLetter>> FindManyAsync(string[] ids, IInstanceReader reader, CancellationToken token)
    {
        var letters = new List<DeadLetter>();
        foreach (var id in ids.Take(MaxTake))
        {
            if (await reader.FindDeadLetterAsync(id, token) is { } letter)
                letters.Add(letter);
        }

        return letters;
    }

    private static string By(HttpContext context) => context.User.Identity?.Name ?? "unknown";

    private static Accepted<RedriveAnswer> Accepted(string instanceId) =>
        TypedResults.Accepted($"/elsa/api/workflow-instances/{instanceId}", new RedriveAnswer(instanceId));

    private static ProblemHttpResult Missing(string id) => ApiProblem.Missing($"There is no dead letter '{id}'.");
}
