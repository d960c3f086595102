namespace ClarityConnect.Workflows.Engine.Reviews;

/// <summary>Where review items are kept.</summary>
public interface IReviewStore
{
    /// <summary>
    /// Stores items, all in one transaction. An item is not stored again whose execution has sent its key before, or whose key is open.
    /// </summary>
    /// <param name="items">The items.</param>
    /// <param name="onlyNewKeys">Whether an item is not stored either whose key was decided before.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>For each item the stored one that stands for it, in order: itself, or the earlier one.</returns>
    Task<IReadOnlyList<ReviewItem>> SendAsync(IReadOnlyList<ReviewItem> items, bool onlyNewKeys, CancellationToken cancellationToken);

    /// <summary>Finds an item.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<ReviewItem?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Finds items without their data; those that are not there are left out.</summary>
    /// <param name="ids">Their ids.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<ReviewItem>> FindManyAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <summary>Lists items without their data, newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<ReviewItem>> ListAsync(ReviewFilter filter, CancellationToken cancellationToken);

    /// <summary>Counts the open items by kind; kinds without one are left out.</summary>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyDictionary<string, int>> CountOpenAsync(CancellationToken cancellationToken);

    /// <summary>Ends items that are open.</summary>
    /// <param name="ids">The items.</param>
    /// <param name="decision">How they end.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>Those that were open and ended by this; of two callers one gets an item.</returns>
    Task<IReadOnlyList<string>> EndAsync(IReadOnlyCollection<string> ids, ReviewDecision decision, CancellationToken cancellationToken);

    /// <summary>Withdraws the open items whose key begins with a text, except some.</summary>
    /// <param name="keyPrefix">The beginning of the keys.</param>
    /// <param name="except">Keys whose items stay.</param>
    /// <param name="now">The time of the change.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>How many were withdrawn.</returns>
    Task<int> WithdrawAsync(string keyPrefix, IReadOnlyCollection<string> except, DateTimeOffset now, CancellationToken cancellationToken);
}
