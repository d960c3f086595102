using ClarityConnect.Workflows.Engine.Cases;
using ClarityConnect.Workflows.Engine.Reviews;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace ClarityConnect.Workflows.Testing.Cases;

/// <summary>The review queue in a case: what somebody decides, and what is in it in the end.</summary>
internal static class CaseReviews
{
    private const int Most = 1000;

    /// <summary>Decides about the newest open item that a step means.</summary>
    /// <returns>Why it could not, or the key of the bookmark by which the instance waits for the item; both null if it does not wait.</returns>
    public static async Task<(string? Problem, string? Key)> DecideAsync(WorkflowHarness harness, string instanceId, CaseReview review, CancellationToken cancellationToken)
    {
        var open = await harness.Services.GetRequiredService<IReviewStore>()
            .ListAsync(new ReviewFilter { State = ReviewState.Open, Kind = review.Kind, KeyPrefix = review.Key, Take = Most }, cancellationToken);
        if (open.FirstOrDefault(item => review.Key is null || item.Key == review.Key) is not { } item)
            return ($"A step of the case decides about a review item{Named(review.Kind, review.Key)}, and none is open.", null);
        var isAwaited = (await harness.Instances.ListBookmarksAsync(instanceId, cancellationToken)).Any(bookmark => bookmark.Key == item.Id);
        var outcome = await harness.Services.GetRequiredService<ReviewDesk>().DecideAsync(item.Id, review.Choice, "case", review.Comment, review.Data, cancellationToken);
        return outcome == ReviewOutcome.Taken
            ? (null, isAwaited ? item.Id : null)
            : ($"The review item '{item.Title}' has no choice '{review.Choice}', but {string.Join(", ", item.Choices)}.", null);
    }

    public static async Task<IEnumerable<string>> CompareAsync(WorkflowHarness harness, IReadOnlyList<CaseReviewItem> expected, CancellationToken cancellationToken)
    {
        var found = (await harness.Services.GetRequiredService<IReviewStore>().ListAsync(new ReviewFilter { Take = Most }, cancellationToken)).Reverse().ToList();
        if (found.Count != expected.Count)
            return [$"The review queue has {found.Count} items, not {expected.Count}: {string.Join("; ", found.Select(item => $"{item.Kind} '{item.Title}' ({item.Key})"))}."];
        return expected.Zip(found)
            .Select((pair, index) => (pair.First, pair.Second, Number: index + 1))
            .SelectMany(pair => Compare(pair.First, pair.Second, pair.Number));
    }

    private static IEnumerable<string> Compare(CaseReviewItem expected, ReviewItem found, int number)
    {
        if (expected.Kind is { } kind && kind != found.Kind)
            yield return $"Review item {number} is of the kind '{found.Kind}', not '{kind}'.";
        if (expected.Key is { } key && key != found.Key)
            yield return $"Review item {number} has the key '{found.Key}', not '{key}'.";
        if (expected.Title is { } title && !found.Title.Contains(title, StringComparison.Ordinal))
            yield return $"Review item {number} is titled '{found.Title}', which does not contain '{title}'.";
        if (expected.Decision is { } decision && decision != (found.Decision ?? found.State.ToString()))
            yield return $"Review item {number} was decided '{found.Decision ?? found.State.ToString()}', not '{decision}'.";
    }

    private static string Named(string? kind, string? key) => $"{(kind is null ? "" : $" of the kind '{kind}'")}{(key is null ? "" : $" with the key '{key}'")}";
}
