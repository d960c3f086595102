using System.Diagnostics.CodeAnalysis;

namespace ClarityConnect.Workflows.Connectors.KashFlow;

/// <summary>Lets so many calls run at once and so many begin in a second. KashFlow publishes no limit; under load it answers with time-outs of its database.</summary>
/// <param name="callsPerSecond">How many calls may begin in a second.</param>
/// <param name="callsAtOnce">How many calls may run at once.</param>
/// <param name="time">The clock.</param>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to release; it lives as long as its client.")]
internal sealed class CallThrottle(int callsPerSecond, int callsAtOnce, TimeProvider time)
{
    private readonly SemaphoreSlim slots = new(callsAtOnce, callsAtOnce);
    private readonly TimeSpan gap = TimeSpan.FromSeconds(1.0 / callsPerSecond);
    private readonly Lock gate = new();
    private DateTimeOffset next = DateTimeOffset.MinValue;

    /// <summary>Runs a call when it is its turn.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken);
        try
        {
            if (Reserve() is var wait && wait > TimeSpan.Zero)
                await Task.Delay(wait, time, cancellationToken);
            return await call();
        }
        finally
        {
            slots.Release();
        }
    }

    private TimeSpan Reserve()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            var begin = next > now ? next : now;
            next = begin + gap;
            return begin - now;
        }
    }
}
