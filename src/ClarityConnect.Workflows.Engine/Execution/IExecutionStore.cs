using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Engine.Schedules;
using ClarityConnect.Workflows.Engine.Snapshots;

namespace ClarityConnect.Workflows.Engine.Execution;

/// <summary>The execution tables: small, hot, written in batches. Every method is one transaction.</summary>
public interface IExecutionStore
{
    /// <summary>Stores messages and creates the instances that they are known to start, with their Start work items.</summary>
    /// <param name="ingestions">The messages.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>What came of each message. A duplicate's instances are not created.</returns>
    Task<IReadOnlyList<IngestOutcome>> IngestAsync(IReadOnlyList<Ingestion> ingestions, CancellationToken cancellationToken);

    /// <summary>Takes the lease of instances that have due work items and no lease, oldest work first, skipping what others are claiming.</summary>
    /// <param name="nodeId">The node that takes the lease.</param>
    /// <param name="now">What is due.</param>
    /// <param name="limit">How many instances at most.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>The instances with all their due work items and the payloads of the messages that caused them.</returns>
    Task<IReadOnlyList<ClaimedInstance>> ClaimAsync(string nodeId, DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>Takes the lease of those of the given instances that have due work items and no lease. Others, and ids that nobody knows, are left out.</summary>
    /// <param name="nodeId">The node that takes the lease.</param>
    /// <param name="now">What is due.</param>
    /// <param name="instanceIds">The instances, as messages of a broker named them.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>The instances with all their due work items and the payloads of the messages that caused them.</returns>
    Task<IReadOnlyList<ClaimedInstance>> ClaimAsync(
        string nodeId, DateTimeOffset now, IReadOnlyList<string> instanceIds, CancellationToken cancellationToken);

    /// <summary>
    /// Marks instances that have due work items, no lease and no mark, oldest work first, skipping what others are claiming, so that a broker is told
    /// of each once. Any claim removes the mark; what is due when the lease is free again is marked anew.
    /// </summary>
    /// <param name="now">What is due.</param>
    /// <param name="limit">How many work items are looked at, at most.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>The instances that were marked, each once.</returns>
    Task<IReadOnlyList<RelayedInstance>> RelayAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>The earliest due time of a work item whose instance nobody holds and no broker was told of, or of a schedule; null if nothing waits.</summary>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken);

    /// <summary>Writes bursts. Those whose fence is not the instance's any longer are left out wholly.</summary>
    /// <param name="commits">The bursts, of different instances.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>For each burst what came of it. Cancellation is looked for only where the burst goes on.</returns>
    Task<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<BurstCommit> commits, CancellationToken cancellationToken);

    /// <summary>Gives leases back without a commit, as at a graceful stop.</summary>
    /// <param name="leases">Instances with the fences that are given back.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    Task ReleaseAsync(IReadOnlyList<(string InstanceId, long Fence)> leases, CancellationToken cancellationToken);

    /// <summary>
    /// Takes messages that were not looked at yet, and messages that wait and now have a matching unclaimed bookmark; asks what to do with them;
    /// and writes that: instances and work items are made, bookmarks are claimed, messages are consumed or wait until they expire.
    /// </summary>
    /// <param name="decide">Decides about the messages, without side effects.</param>
    /// <param name="limit">How many messages at most.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>How many messages were taken, and whether any led to work.</returns>
    Task<(int Taken, bool MadeWork)> CorrelateAsync(
        Func<IReadOnlyList<PendingMessage>, IReadOnlyList<Correlation>> decide,
        int limit,
        CancellationToken cancellationToken);

    /// <summary>Reads payloads.</summary>
    /// <param name="hashes">Their hashes.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<Payload>> LoadPayloadsAsync(IReadOnlyList<string> hashes, CancellationToken cancellationToken);

    /// <summary>Claims schedules that are due, so that one node works on each.</summary>
    /// <param name="now">What is due.</param>
    /// <param name="until">When the claim lapses.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    Task<IReadOnlyList<ScheduleRow>> ClaimSchedulesAsync(DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancellationToken);

    /// <summary>Stores what came of a claimed schedule together with its messages.</summary>
    /// <param name="completion">What came of it.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>What came of each message; null if the claim had lapsed or the schedule was replaced: then nothing was written.</returns>
    Task<IReadOnlyList<IngestOutcome>?> CompleteScheduleAsync(ScheduleCompletion completion, CancellationToken cancellationToken);

    /// <summary>Adds a work item to an instance that has not finished, or that finished as faulted and is brought back from the history.</summary>
    /// <param name="item">The work item.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>Whether there is such an instance.</returns>
    Task<bool> EnqueueAsync(WorkItem item, CancellationToken cancellationToken);

    /// <summary>Asks instances that have not finished to cancel themselves.</summary>
    /// <param name="cancellations">The instances.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>Those that have not finished.</returns>
    Task<IReadOnlyList<string>> CancelAsync(IReadOnlyList<Cancellation> cancellations, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes instances that have finished, with everything of theirs: history, executions, journal, dead letters, messages for them, and their hold
    /// on large values. A child that failed is left, since its parent waits for what becomes of it: cancel that one.
    /// </summary>
    /// <param name="instanceIds">The instances.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>Those that had finished and are gone now.</returns>
    Task<IReadOnlyList<string>> DeleteAsync(IReadOnlyList<string> instanceIds, CancellationToken cancellationToken);

    /// <summary>Stores an instance that comes from a file, as if the commit's burst had just been run here.</summary>
    /// <param name="instance">All of the instance.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>What came of it. An instance that is there, running or finished, is never overwritten.</returns>
    Task<SnapshotOutcome> ImportAsync(BurstCommit instance, CancellationToken cancellationToken);

    /// <summary>Registers a node or renews its lease.</summary>
    /// <param name="nodeId">The node.</param>
    /// <param name="expiresAt">Until when it lives without renewal.</param>
    /// <param name="isNew">Whether it is being registered; a renewal of a node that is gone fails.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>How many nodes live now, this one included. None means that it is not registered any longer: its leases were given away.</returns>
    Task<int> HeartbeatAsync(string nodeId, DateTimeOffset expiresAt, bool isNew, CancellationToken cancellationToken);

    /// <summary>Removes nodes that expired, and frees the leases that they held.</summary>
    /// <param name="now">What has expired; <see cref="DateTimeOffset.MaxValue"/> removes every node and frees claimed schedules too, for a server that knows it is alone.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>How many instances were freed.</returns>
    Task<int> RescueAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Removes a small batch of what is no longer needed: consumed and expired messages, resolved dead letters, old history, unreferenced payloads.
    /// An instance whose commit said until when it is kept goes when that has passed.
    /// </summary>
    /// <param name="before">What is older than this.</param>
    /// <param name="limit">How many rows of each table at most.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>How many rows were removed.</returns>
    Task<int> PruneAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken);
}
