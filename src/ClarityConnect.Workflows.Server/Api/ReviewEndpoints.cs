using ClarityConnect.Workflows.Engine.Reviews;
using ClarityConnect.Workflows.Studio.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>Lists the review queue and takes decisions, each once.</summary>
internal static class ReviewEndpoints
{
    private const int DefaultTake = 50;
    private const int MaxTake = 500;

    public static void Map(RouteGroupBuilder api)
    {
        var reviews = api.MapGroup("/reviews").WithTags("Reviews");
        reviews.MapGet("", ListAsync).RequireAuthorization(AccessPolicy.Viewer);
        reviews.MapGet("/counts", CountAsync).RequireAuthorization(AccessPolicy.Viewer);
        reviews.MapGet("/{id}", FindAsync).RequireAuthorization(AccessPolicy.Viewer);
        reviews.MapPost("/decide", DecideManyAsync).RequireAuthorization(AccessPolicy.Operator).WithMetadata(new AuditedAction("review.decided"));
        reviews.MapPost("/{id}/decide", DecideAsync).RequireAuthorization(AccessPolicy.Operator).WithMetadata(new AuditedAction("review.decided"));
    }

    /// <summary>Open items unless a state is given, newest first, without their data.</summary>
    private static async Task<Ok<List<ReviewView>>> ListAsync(
        ReviewState? state, string? kind, string? instanceId, string? keyPrefix, string? before, int? take, IReviewStore store, CancellationToken token)
    {
        var filter = new ReviewFilter
        {
            State = state ?? ReviewState.Open,
            Kind = kind,
            InstanceId = instanceId,
            KeyPrefix = keyPrefix,
            Before = before,
            Take = Math.Clamp(take ?? DefaultTake, 1, MaxTake),
        };
        return TypedResults.Ok((await store.ListAsync(filter, token)).Select(ReviewView.Of).ToList());
    }

    private static async Task<Ok<IReadOnlyDictionary<string, int>>> CountAsync(IReviewStore store, CancellationToken token) =>
        TypedResults.Ok(await store.CountOpenAsync(token));

    private static async Task<Results<Ok<ReviewView>, ProblemHttpResult>> FindAsync(string id, IReviewStore store, CancellationToken token) =>
        await store.FindAsync(id, token) is { } item ? TypedResults.Ok(ReviewView.Of(item)) : Missing(id);

    private static async Task<Results<Ok<ReviewView>, ProblemHttpResult>> DecideAsync(
        string id, ReviewRequest request, HttpContext context, ReviewDesk desk, IReviewStore store, CancellationToken token)
    {
        if (Refuse(request.Choice, request.Comment) is { } refusal)
            return refusal;
        context.Items[AuditSubject.Key] = $"{id}: {request.Choice}";
        return await desk.DecideAsync(id, request.Choice!, By(context), request.Comment, request.Data, token) switch
        {
            ReviewOutcome.Taken => TypedResults.Ok(ReviewView.Of((await store.FindAsync(id, token))!)),
            ReviewOutcome.UnknownChoice => ApiProblem.Invalid($"The item has no choice '{request.Choice}'. GET /api/v1/reviews/{id} names its choices."),
            ReviewOutcome.TooLate => ApiProblem.Conflict($"The review item '{id}' is not open any longer: somebody has decided, or its time was up."),
            _ => Missing(id),
        };
    }

    /// <summary>Decides about many in the same way; those that are not open, or do not have the choice, stay as they are.</summary>
    private static async Task<Results<Ok<BulkReviewAnswer>, ProblemHttpResult>> DecideManyAsync(
        BulkReviewRequest request, HttpContext context, ReviewDesk desk, CancellationToken token)
    {
        if (Refuse(request.Choice, request.Comment) is { } refusal)
            return refusal;
        if (request.Ids is not { Length: > 0 and <= ReviewDesk.MostAtOnce } ids)
            return ApiProblem.Invalid($"Give \"ids\": 1 to {ReviewDesk.MostAtOnce} ids of review items.");
        var decided = await desk.DecideManyAsync(ids, request.Choice!, By(context), request.Comment, token);
        context.Items[AuditSubject.Key] = $"{request.Choice}: {string.Join(", ", decided)}";
        return TypedResults.Ok(new BulkReviewAnswer(decided, [.. ids.Except(decided)]));
    }

    private static ProblemHttpResult? Refuse(string? choice, string? comment)
    {
        if (string.IsNullOrWhiteSpace(choice))
            return ApiProblem.Invalid("Say what you decide: \"choice\": \"Accepted\", or another of the item's choices.");
        return comment?.Length > ReviewDesk.LongestComment ? ApiProblem.Invalid($"The comment has more than {ReviewDesk.LongestComment} characters. Make it shorter.") : null;
    }

    private static string By(HttpContext context) => context.User.Identity?.Name ?? "unknown";

    private static ProblemHttpResult Missing(string id) => ApiProblem.Missing($"There is no review item '{id}'.");
}
