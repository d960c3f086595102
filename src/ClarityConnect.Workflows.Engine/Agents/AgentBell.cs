using System.Collections.Concurrent;
using ClarityConnect.Workflows.Engine.Queue;

namespace ClarityConnect.Workflows.Engine.Agents;

/// <summary>Wakes those on this node who wait for work for an agent, or for an answer of one. Other nodes look by themselves.</summary>
public sealed class AgentBell
{
    /// <summary>How long nobody looks without being called.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Signal> signals = new(StringComparer.Ordinal);

    /// <summary>Calls.</summary>
    /// <param name="name">An agent's name, or an order's id.</param>
    public void Ring(string name)
    {
        if (signals.TryGetValue(name, out var signal))
            signal.Set();
    }

    /// <summary>Looks again and again until something is found.</summary>
    /// <typeparam name="T">What is looked for.</typeparam>
    /// <param name="name">An agent's name, or an order's id.</param>
    /// <param name="lookAsync">Looks; null for nothing.</param>
    /// <param name="patience">How long to look; zero to look once.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>What was found; null if nothing was in time.</returns>
    public async Task<T?> WaitAsync<T>(string name, Func<Task<T?>> lookAsync, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
        where T : class
    {
        var begun = time.GetTimestamp();
        var signal = signals.GetOrAdd(name, _ => new Signal());
        while (true)
        {
            if (await lookAsync() is { } found)
                return found;
            var left = patience - time.GetElapsedTime(begun);
            if (left <= TimeSpan.Zero)
                return null;
            await signal.WaitAsync(left < LookInterval ? left : LookInterval, time, cancellationToken);
        }
    }

    /// <summary>Forgets a name that nobody calls any more.</summary>
    /// <param name="name">The name.</param>
    public void Forget(string name) => signals.TryRemove(name, out _);
}
