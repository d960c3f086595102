using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activities.Reviews;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Reviews;

/// <summary>Takes decisions about review items, each once, and wakes the workflows that wait for them.</summary>
/// <param name="store">Where the items are; what it says counts, and the event only wakes.</param>
/// <param name="runtime">Wakes.</param>
/// <param name="time">Stamps decisions.</param>
public sealed class ReviewDesk(IReviewStore store, WorkflowRuntime runtime, TimeProvider time)
{
    /// <summary>The most characters that a remark may have.</summary>
    public const int LongestComment = 2000;

    /// <summary>The most items that are decided at once.</summary>
    public const int MostAtOnce = 200;

    /// <summary>Decides about one item. What is stored when this returns counts.</summary>
    /// <param name="id">The item.</param>
    /// <param name="choice">One of its choices, in any case.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="comment">What the person wants to be known; null for nothing.</param>
    /// <param name="corrected">The corrected data; null where they are right.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<ReviewOutcome> DecideAsync(string id, string choice, string by, string? comment, JsonElement? corrected, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } item)
            return ReviewOutcome.Missing;
        if (item.State != ReviewState.Open)
            return ReviewOutcome.TooLate;
        if (item.Choices.FirstOrDefault(known => known.Equals(choice.Trim(), StringComparison.OrdinalIgnoreCase)) is not { } chosen)
            return ReviewOutcome.UnknownChoice;
        var data = corrected is { } json ? ReviewSubject.Mask(json) : null;
        var ended = await store.EndAsync([id], Decision(chosen, by, comment, data == item.Subject ? null : data), cancellationToken);
        if (ended.Count == 0)
            return ReviewOutcome.TooLate;
        await WakeAsync(id, chosen);
        return ReviewOutcome.Taken;
    }

    /// <summary>Decides about many items in the same way. Those that do not have the choice, or are not open, stay as they are.</summary>
    /// <param name="ids">The items; only the first <see cref="MostAtOnce"/> count.</param>
    /// <param name="choice">The choice, in any case.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="comment">What the person wants to be known; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The items that were decided.</returns>
    public async Task<IReadOnlyList<string>> DecideManyAsync(IReadOnlyCollection<string> ids, string choice, string by, string? comment, CancellationToken cancellationToken)
    {
        var wanted = ids.Distinct(StringComparer.Ordinal).Take(MostAtOnce).ToList();
        var items = await store.FindManyAsync(wanted, cancellationToken);
        var decided = new List<string>();
        foreach (var group in items.Where(item => item.State == ReviewState.Open)
            .Select(item => (item.Id, Choice: item.Choices.FirstOrDefault(known => known.Equals(choice.Trim(), StringComparison.OrdinalIgnoreCase))))
            .Where(item => item.Choice is not null)
            .GroupBy(item => item.Choice!, item => item.Id))
        {
            var ended = await store.EndAsync([.. group], Decision(group.Key, by, comment, null), cancellationToken);
            await Task.WhenAll(ended.Select(id => WakeAsync(id, group.Key)));
            decided.AddRange(ended);
        }

        return decided;
    }

    private ReviewDecision Decision(string choice, string by, string? comment, string? data) =>
        new(ReviewState.Decided, choice, by, time.GetUtcNow(), string.IsNullOrWhiteSpace(comment) ? null : CardDataMasker.Mask(comment.Trim()), data);

    private Task<bool> WakeAsync(string id, string choice) =>
        runtime.PublishAsync(SendToReview.BookmarkName, id, id, "review", WorkflowJson.ToElement(new { choice }));
}
