using System.Threading.Channels;

namespace ClarityConnect.Workflows.Engine.Execution;

/// <summary>
/// Gathers requests that arrive while a transaction is under way and writes them together in the next one: under load one flush to disk serves
/// many callers, and without load nobody waits.
/// </summary>
/// <typeparam name="TRequest">What is written.</typeparam>
/// <typeparam name="TResult">What each caller learns.</typeparam>
internal sealed class GroupBatcher<TRequest, TResult> : IAsyncDisposable
{
    private readonly Channel<(TRequest Request, TaskCompletionSource<TResult> Result)> channel =
        Channel.CreateUnbounded<(TRequest, TaskCompletionSource<TResult>)>();

    private readonly Func<IReadOnlyList<TRequest>, CancellationToken, Task<IReadOnlyList<TResult>>> write;
    private readonly CancellationTokenSource stopping = new();
    private readonly int limit;
    private readonly Task[] writers;

    /// <param name="write">Writes a batch in one transaction; gives the results in order.</param>
    /// <param name="limit">How many requests one transaction takes at most.</param>
    /// <param name="writers">How many transactions may be under way at once.</param>
    public GroupBatcher(Func<IReadOnlyList<TRequest>, CancellationToken, Task<IReadOnlyList<TResult>>> write, int limit, int writers)
    {
        this.write = write;
        this.limit = limit;
        this.writers = [.. Enumerable.Range(0, writers).Select(_ => Task.Run(WriteAsync))];
    }

    public Task<TResult> AddAsync(TRequest request)
    {
        var result = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!channel.Writer.TryWrite((request, result)))
            throw new OperationCanceledException("The server is stopping and takes no more work.");
        return result.Task;
    }

    public async ValueTask DisposeAsync()
    {
        channel.Writer.TryComplete();
        await Task.WhenAll(writers);
        stopping.Dispose();
    }

    private async Task WriteAsync()
    {
        var batch = new List<(TRequest Request, TaskCompletionSource<TResult> Result)>(limit);
        while (await channel.Reader.WaitToReadAsync())
        {
            while (batch.Count < limit && channel.Reader.TryRead(out var next))
                batch.Add(next);
            if (batch.Count > 0)
                await WriteAsync(batch);
            // Before the wait for the next one, which may be long: requests may carry large payloads.
            batch.Clear();
        }
    }

    private async Task WriteAsync(List<(TRequest Request, TaskCompletionSource<TResult> Result)> batch)
    {
        try
        {
            var results = await write(batch.ConvertAll(item => item.Request), stopping.Token);
            for (var i = 0; i < batch.Count; i++)
                batch[i].Result.SetResult(results[i]);
        }
        catch (Exception exception)
        {
            if (batch.Count == 1)
            {
                batch[0].Result.SetException(exception);
                return;
            }

            // One request that the database refuses must not take the others with it.
            foreach (var item in batch)
                await WriteAsync([item]);
        }
    }
}
