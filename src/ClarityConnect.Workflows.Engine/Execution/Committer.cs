namespace ClarityConnect.Workflows.Engine.Execution;

/// <summary>Writes bursts, many in one transaction.</summary>
internal sealed class Committer : IAsyncDisposable
{
    private readonly GroupBatcher<BurstCommit, bool> batcher;

    public Committer(IExecutionStore store) =>
        batcher = new GroupBatcher<BurstCommit, bool>(store.CommitAsync, limit: 128, writers: 2);

    /// <summary>Writes a burst.</summary>
    /// <returns>Whether the lease still held; else nothing was written.</returns>
    public Task<bool> CommitAsync(BurstCommit commit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return batcher.AddAsync(commit);
    }

    public ValueTask DisposeAsync() => batcher.DisposeAsync();
}
