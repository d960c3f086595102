namespace ClarityConnect.Workflows.Engine.Execution;

/// <summary>Writes bursts, many in one transaction.</summary>
internal sealed class Committer : IAsyncDisposable
{
    private readonly GroupBatcher<BurstCommit, CommitOutcome> batcher;

    public Committer(IExecutionStore store) =>
        batcher = new GroupBatcher<BurstCommit, CommitOutcome>(store.CommitAsync, limit: 128, writers: 2);

    /// <summary>Writes a burst.</summary>
    public Task<CommitOutcome> CommitAsync(BurstCommit commit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return batcher.AddAsync(commit);
    }

    public ValueTask DisposeAsync() => batcher.DisposeAsync();
}
