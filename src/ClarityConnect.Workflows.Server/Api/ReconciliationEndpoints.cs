using ClarityConnect.Workflows.Console.Reconciliations;
using ClarityConnect.Workflows.Engine.Reconciliations;
using ClarityConnect.Workflows.Studio.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>Lists reconciliations and gives their reports.</summary>
internal static class ReconciliationEndpoints
{
    private const int DefaultTake = 50;
    private const int MaxTake = 500;

    public static void Map(RouteGroupBuilder api)
    {
        var reports = api.MapGroup("/reconciliations").WithTags("Reconciliations").RequireAuthorization(AccessPolicy.Viewer);
        reports.MapGet("", ListAsync);
        reports.MapGet("/report", FindAsync);
        reports.MapGet("/report.csv", (HttpContext context, string? pair, DateOnly? day, IReconciliationStore store, CancellationToken token) =>
            FileAsync(context, pair, day, store, isHtml: false, token));
        reports.MapGet("/report.html", (HttpContext context, string? pair, DateOnly? day, IReconciliationStore store, CancellationToken token) =>
            FileAsync(context, pair, day, store, isHtml: true, token));
    }

    private static async Task<Ok<IReadOnlyList<ReconciliationSummary>>> ListAsync(
        string? pair, ReconciliationState? state, DateOnly? from, DateOnly? until, int? skip, int? take, IReconciliationStore store, CancellationToken token) =>
        TypedResults.Ok(await store.ListAsync(
            new ReconciliationFilter { Pair = pair, State = state, From = from, Until = until, Skip = Math.Max(0, skip ?? 0), Take = Math.Clamp(take ?? DefaultTake, 1, MaxTake) },
            token));

    /// <summary>The report without what matches, unless that is asked for.</summary>
    private static async Task<Results<Ok<ReconciliationView>, ProblemHttpResult>> FindAsync(
        string? pair, DateOnly? day, bool? withMatched, IReconciliationStore store, CancellationToken token)
    {
        if (string.IsNullOrEmpty(pair) || day is not { } date)
            return Unnamed();
        return await store.FindAsync(pair, date, token) is { } report ? TypedResults.Ok(ReconciliationView.Of(report, withMatched == true)) : Missing(pair, date);
    }

    private static async Task<IResult> FileAsync(HttpContext context, string? pair, DateOnly? day, IReconciliationStore store, bool isHtml, CancellationToken token)
    {
        if (string.IsNullOrEmpty(pair) || day is not { } date)
            return Unnamed();
        return await store.FindAsync(pair, date, token) is { } report ? ReconciliationDownload.File(context, report, isHtml) : Missing(pair, date);
    }

    private static ProblemHttpResult Unnamed() => ApiProblem.Invalid("Give the pair and the day: ?pair=Opayo%20and%20Heartland&day=2026-01-31.");

    private static ProblemHttpResult Missing(string pair, DateOnly day) => ApiProblem.Missing($"'{pair}' has no reconciliation of {day:yyyy-MM-dd}.");
}
