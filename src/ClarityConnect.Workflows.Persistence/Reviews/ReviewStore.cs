using ClarityConnect.Workflows.Engine.Reviews;
using ClarityConnect.Workflows.Persistence.Schema;
using Microsoft.EntityFrameworkCore;

namespace ClarityConnect.Workflows.Persistence.Reviews;

/// <summary>Review items in the database; that only one of a key is open is the index's work.</summary>
/// <param name="contexts">Makes contexts.</param>
public sealed class ReviewStore(IDbContextFactory<WorkflowDbContext> contexts) : IReviewStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<ReviewItem>> SendAsync(IReadOnlyList<ReviewItem> items, bool onlyNewKeys, CancellationToken cancellationToken) =>
        Concurrency.RetryAsync<IReadOnlyList<ReviewItem>>(async () =>
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var keys = items.Select(item => item.Key).Distinct().ToList();
            var executions = items.Select(item => item.ExecutionId).Distinct().ToList();
            var known = await context.ReviewItems
                .AsNoTracking()
                .Where(item => keys.Contains(item.Key) && (onlyNewKeys || item.State == ReviewState.Open || executions.Contains(item.ExecutionId)))
                .ToListAsync(cancellationToken);
            var (stored, added) = ReviewSending.Plan(items, known, onlyNewKeys);
            context.ReviewItems.AddRange(added);
            await context.SaveChangesAsync(cancellationToken);
            return stored;
        });

    /// <inheritdoc/>
    public async Task<ReviewItem?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.ReviewItems.AsNoTracking().FirstOrDefaultAsync(item => item.Id == id, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ReviewItem>> FindManyAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await WithoutData(context.ReviewItems.AsNoTracking().Where(item => ids.Contains(item.Id))).ToListAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ReviewItem>> ListAsync(ReviewFilter filter, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var items = context.ReviewItems.AsNoTracking();
        if (filter.State is { } state) items = items.Where(item => item.State == state);
        if (filter.Kind is { } kind) items = items.Where(item => item.Kind == kind);
        if (filter.KeyPrefix is { } prefix) items = items.Where(item => item.Key.StartsWith(prefix));
        if (filter.InstanceId is { } instanceId) items = items.Where(item => item.InstanceId == instanceId);
        if (filter.Before is { } before) items = items.Where(item => string.Compare(item.Id, before) < 0);
        return await WithoutData(items.OrderByDescending(item => item.Id).Take(filter.Take)).ToListAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, int>> CountOpenAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.ReviewItems
            .Where(item => item.State == ReviewState.Open)
            .GroupBy(item => item.Kind)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> EndAsync(IReadOnlyCollection<string> ids, ReviewDecision decision, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var ended = new List<string>(ids.Count);

        // One by one, because only the number of rows says that nobody else ended an item meanwhile; in the order of ids, so that two who decide do not wait for each other.
        foreach (var id in ids.Order(StringComparer.Ordinal))
        {
            if (await EndAsync(context.ReviewItems.Where(item => item.Id == id && item.State == ReviewState.Open), decision, cancellationToken) > 0) ended.Add(id);
        }

        await transaction.CommitAsync(cancellationToken);
        return ended;
    }

    /// <inheritdoc/>
    public async Task<int> WithdrawAsync(string keyPrefix, IReadOnlyCollection<string> except, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await EndAsync(
            context.ReviewItems.Where(item => item.State == ReviewState.Open && item.Key.StartsWith(keyPrefix) && !except.Contains(item.Key)),
            new ReviewDecision(ReviewState.Withdrawn, null, null, now),
            cancellationToken);
    }

    private static Task<int> EndAsync(IQueryable<ReviewItem> items, ReviewDecision decision, CancellationToken cancellationToken) => items.ExecuteUpdateAsync(
        set => set
            .SetProperty(item => item.State, decision.State)
            .SetProperty(item => item.Decision, decision.Choice)
            .SetProperty(item => item.DecidedBy, decision.By)
            .SetProperty(item => item.DecidedAt, decision.At)
            .SetProperty(item => item.Comment, decision.Comment)
            .SetProperty(item => item.CorrectedSubject, decision.CorrectedSubject),
        cancellationToken);

    private static IQueryable<ReviewItem> WithoutData(IQueryable<ReviewItem> items) => items.Select(item => new ReviewItem
    {
        Id = item.Id,
        Key = item.Key,
        Kind = item.Kind,
        Title = item.Title,
        Reason = item.Reason,
        SuggestedAction = item.SuggestedAction,
        Choices = item.Choices,
        DefinitionId = item.DefinitionId,
        InstanceId = item.InstanceId,
        ActivityName = item.ActivityName,
        ExecutionId = item.ExecutionId,
        IsAwaited = item.IsAwaited,
        Deadline = item.Deadline,
        CreatedAt = item.CreatedAt,
        State = item.State,
        Decision = item.Decision,
        DecidedBy = item.DecidedBy,
        DecidedAt = item.DecidedAt,
        Comment = item.Comment,
    });
}
