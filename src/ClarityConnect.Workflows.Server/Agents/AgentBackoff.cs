namespace ClarityConnect.Workflows.Server.Agents;

/// <summary>Growing pauses between attempts, spread so that many agents do not come back at the same moment.</summary>
/// <param name="time">The clock.</param>
/// <param name="random">Spreads them.</param>
internal sealed class AgentBackoff(TimeProvider time, Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private int failures;

    /// <summary>The pause that comes next: from half of it to all of it.</summary>
    public TimeSpan Next()
    {
        var whole = First * Math.Pow(2, Math.Min(failures++, 10));
        return (whole < Longest ? whole : Longest) * (0.5 + random.NextDouble() / 2);
    }

    public void Reset() => failures = 0;

    public Task WaitAsync(TimeSpan pause, CancellationToken cancellationToken) => Task.Delay(pause, time, cancellationToken);
}
