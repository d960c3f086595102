using System.Diagnostics.CodeAnalysis;

namespace ClarityConnect.Workflows.Connectors.Intacct.Gateway;

/// <summary>Keeps the calls of a connection within its limits: so many at once, and so many in a minute.</summary>
/// <param name="atOnce">How many calls may run at once.</param>
/// <param name="inMinute">How many calls may begin in a minute, evenly spread; 0 for no limit.</param>
/// <param name="time">The clock.</param>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to release; the limits live as long as their client.")]
internal sealed class CallLimits(int atOnce, int inMinute, TimeProvider time)
{
    private readonly SemaphoreSlim running = new(atOnce, atOnce);
    private readonly TimeSpan gap = inMinute == 0 ? TimeSpan.Zero : TimeSpan.FromMinutes(1) / inMinute;
    private readonly Lock turn = new();
    private DateTimeOffset next = DateTimeOffset.MinValue;

    /// <summary>Runs a call as soon as the limits allow it.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        await running.WaitAsync(cancellationToken);
        try
        {
            if (Wait() is { } wait && wait > TimeSpan.Zero)
                await Task.Delay(wait, time, cancellationToken);
            return await call();
        }
        finally
        {
            running.Release();
        }
    }

    private TimeSpan Wait()
    {
        if (gap == TimeSpan.Zero)
            return TimeSpan.Zero;
        lock (turn)
        {
            var now = time.GetUtcNow();
            var start = next > now ? next : now;
            next = start + gap;
            return start - now;
        }
    }
}
