namespace ClarityConnect.Workflows.Engine.Reviews;

/// <summary>Decides which items are new, the same in every store.</summary>
public static class ReviewSending
{
    /// <summary>Finds for each item the one that stands for it.</summary>
    /// <param name="items">The items that are sent.</param>
    /// <param name="known">What is stored of their keys.</param>
    /// <param name="onlyNewKeys">Whether an item is not stored either whose key was decided before.</param>
    /// <returns>The item that stands for each, in order, and those that are to be stored.</returns>
    public static (IReadOnlyList<ReviewItem> Stored, IReadOnlyList<ReviewItem> New) Plan(IReadOnlyList<ReviewItem> items, IEnumerable<ReviewItem> known, bool onlyNewKeys)
    {
        var byKey = known.ToLookup(item => item.Key);
        var added = new Dictionary<string, ReviewItem>(StringComparer.Ordinal);
        var stored = new List<ReviewItem>(items.Count);
        foreach (var item in items)
        {
            var earlier = byKey[item.Key].FirstOrDefault(other => item.ExecutionId is not null && other.ExecutionId == item.ExecutionId)
                ?? byKey[item.Key].FirstOrDefault(other => other.State == ReviewState.Open)
                ?? (onlyNewKeys ? byKey[item.Key].FirstOrDefault(other => other.State != ReviewState.Withdrawn) : null)
                ?? added.GetValueOrDefault(item.Key);
            if (earlier is null)
                added[item.Key] = earlier = item;
            stored.Add(earlier);
        }

        return (stored, [.. added.Values]);
    }
}
