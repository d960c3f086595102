namespace ClarityConnect.Workflows.Engine.Queue;

/// <summary>Wakes a background loop. Signals that come while it works are kept, many as one.</summary>
internal sealed class Signal
{
    private TaskCompletionSource source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Set() => Volatile.Read(ref source).TrySetResult();

    /// <summary>Waits for a signal, at most for a while.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        var current = Volatile.Read(ref source);
        if (atMost > TimeSpan.Zero && !current.Task.IsCompleted)
        {
            using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var delay = Task.Delay(atMost, time, timer.Token);
            await Task.WhenAny(current.Task, delay);
            await timer.CancelAsync();
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (current.Task.IsCompleted)
            Interlocked.CompareExchange(ref source, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), current);
    }
}
