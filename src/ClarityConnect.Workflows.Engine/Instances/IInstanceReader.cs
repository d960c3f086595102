using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Snapshots;

namespace ClarityConnect.Workflows.Engine.Instances;

/// <summary>What pages and the API read about instances, running and finished alike. Nothing here decides execution.</summary>
public interface IInstanceReader
{
    /// <summary>Finds an instance with its last checkpoint.</summary>
    /// <param name="id">The instance.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<(InstanceRow Instance, ReadOnlyMemory<byte>? Checkpoint)?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Reads everything of an instance as of one commit.</summary>
    /// <param name="id">The instance.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    /// <returns>The snapshot, without what its definition says; null if there is no such instance.</returns>
    Task<InstanceSnapshot?> SnapshotAsync(string id, CancellationToken cancellationToken);

    /// <summary>Lists instances and counts what the filter gives, the count capped at 10,000.</summary>
    /// <param name="filter">Which instances.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<(IReadOnlyList<InstanceRow> Items, int TotalCount)> ListAsync(InstanceFilter filter, CancellationToken cancellationToken);

    /// <summary>Lists the ids of instances, in their order.</summary>
    /// <param name="filter">Which instances; its order and paging do not matter.</param>
    /// <param name="after">Only ids after this one; null for all.</param>
    /// <param name="take">How many to give.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<string>> ListIdsAsync(InstanceFilter filter, string? after, int take, CancellationToken cancellationToken);

    /// <summary>Reads lines of an instance's journal, in order.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="filter">Which lines.</param>
    /// <param name="skip">How many to leave out.</param>
    /// <param name="take">How many to give.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<(IReadOnlyList<JournalRecord> Items, int TotalCount)> ReadJournalAsync(
        string instanceId,
        JournalFilter filter,
        int skip,
        int take,
        CancellationToken cancellationToken);

    /// <summary>Lists executions of an instance, in order, with their details.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="nodeId">Only of this node; null for all.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<ActivityExecutionRow>> ListExecutionsAsync(string instanceId, string? nodeId, CancellationToken cancellationToken);

    /// <summary>Finds one execution with its details.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="number">The execution's number.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<ActivityExecutionRow?> FindExecutionAsync(string instanceId, int number, CancellationToken cancellationToken);

    /// <summary>Lists the bookmarks of an instance.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<BookmarkRow>> ListBookmarksAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>Lists bookmarks that nothing has met yet, by key, each with the execution that waits on it.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<OpenBookmark>> ListBookmarksAsync(BookmarkFilter filter, CancellationToken cancellationToken);

    /// <summary>Lists dead letters, newest first.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<DeadLetter>> ListDeadLettersAsync(DeadLetterFilter filter, CancellationToken cancellationToken);

    /// <summary>Finds a dead letter.</summary>
    /// <param name="id">The dead letter.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<DeadLetter?> FindDeadLetterAsync(string id, CancellationToken cancellationToken);

    /// <summary>Counts instances by definition and status among the running, and among those finished since a moment.</summary>
    /// <param name="since">The moment.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<(string DefinitionId, InstanceStatus Status, int Count)>> CountAsync(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Finds a message of the inbox.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The message; null if there is none, or if it was pruned.</returns>
    Task<InboxMessage?> FindMessageAsync(string id, CancellationToken cancellationToken);
}
