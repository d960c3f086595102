using System.Diagnostics.CodeAnalysis;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail;

/// <summary>Lets one call at a time through, and not more than so many in a second.</summary>
/// <param name="callsPerSecond">How many calls may begin in a second.</param>
/// <param name="time">The clock.</param>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to release; the gate lives as long as its client.")]
internal sealed class RateGate(int callsPerSecond, TimeProvider time)
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly TimeSpan gap = TimeSpan.FromSeconds(1.0 / callsPerSecond);
    private DateTimeOffset next = DateTimeOffset.MinValue;

    /// <summary>Runs a call when it is its turn.</summary>
    /// <typeparam name="T">What the call returns.</typeparam>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if (next > now)
            {
                await Task.Delay(next - now, time, cancellationToken);
                now = next;
            }

            next = now + gap;
            return await call();
        }
        finally
        {
            turn.Release();
        }
    }
}
