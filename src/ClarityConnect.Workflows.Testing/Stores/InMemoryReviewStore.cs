using ClarityConnect.Workflows.Engine.Reviews;

namespace ClarityConnect.Workflows.Testing.Stores;

/// <summary>Review items in memory.</summary>
public sealed class InMemoryReviewStore : IReviewStore
{
    private readonly SortedDictionary<string, ReviewItem> _items = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ReviewItem>> SendAsync(IReadOnlyList<ReviewItem> items, bool onlyNewKeys, CancellationToken cancellationToken)
    {
        lock (_items)
        {
            var keys = items.Select(item => item.Key).ToHashSet(StringComparer.Ordinal);
            var (stored, added) = ReviewSending.Plan(items, _items.Values.Where(item => keys.Contains(item.Key)), onlyNewKeys);
            foreach (var item in added) _items.Add(item.Id, item);
            return Task.FromResult(stored);
        }
    }

    /// <inheritdoc/>
    public Task<ReviewItem?> FindAsync(string id, CancellationToken cancellationToken)
    {
        lock (_items) return Task.FromResult(_items.GetValueOrDefault(id));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ReviewItem>> FindManyAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        lock (_items)
            return Task.FromResult<IReadOnlyList<ReviewItem>>([.. ids.Distinct().Where(_items.ContainsKey).Select(id => WithoutData(_items[id]))]);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ReviewItem>> ListAsync(ReviewFilter filter, CancellationToken cancellationToken)
    {
        lock (_items)
        {
            return Task.FromResult<IReadOnlyList<ReviewItem>>([.. _items.Values
                .Reverse()
                .Where(item => filter.State is null || item.State == filter.State)
                .Where(item => filter.Kind is null || item.Kind == filter.Kind)
                .Where(item => filter.KeyPrefix is null || item.Key.StartsWith(filter.KeyPrefix, StringComparison.Ordinal))
                .Where(item => filter.InstanceId is null || item.InstanceId == filter.InstanceId)
                .Where(item => filter.Before is null || string.CompareOrdinal(item.Id, filter.Before) < 0)
                .Take(filter.Take)
                .Select(WithoutData)]);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, int>> CountOpenAsync(CancellationToken cancellationToken)
    {
        lock (_items)
        {
            return Task.FromResult<IReadOnlyDictionary<string, int>>(
                _items.Values.Where(item => item.State == ReviewState.Open).GroupBy(item => item.Kind).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal));
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> EndAsync(IReadOnlyCollection<string> ids, ReviewDecision decision, CancellationToken cancellationToken)
    {
        lock (_items)
        {
            var ended = ids.Order(StringComparer.Ordinal).Where(id => _items.GetValueOrDefault(id)?.State == ReviewState.Open).ToList();
            foreach (var id in ended) _items[id] = Ended(_items[id], decision);
            return Task.FromResult<IReadOnlyList<string>>(ended);
        }
    }

    /// <inheritdoc/>
    public Task<int> WithdrawAsync(string keyPrefix, IReadOnlyCollection<string> except, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_items)
        {
            var gone = _items.Values
                .Where(item => item.State == ReviewState.Open && item.Key.StartsWith(keyPrefix, StringComparison.Ordinal) && !except.Contains(item.Key))
                .ToList();
            foreach (var item in gone) _items[item.Id] = Ended(item, new ReviewDecision(ReviewState.Withdrawn, null, null, now));
            return Task.FromResult(gone.Count);
        }
    }

    private static ReviewItem Ended(ReviewItem item, ReviewDecision decision) => item with
    {
        State = decision.State,
        Decision = decision.Choice,
        DecidedBy = decision.By,
        DecidedAt = decision.At,
        Comment = decision.Comment,
        CorrectedSubject = decision.CorrectedSubject,
    };

    private static ReviewItem WithoutData(ReviewItem item) => item with { Subject = null, CorrectedSubject = null };
}
