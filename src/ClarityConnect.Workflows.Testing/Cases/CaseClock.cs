namespace ClarityConnect.Workflows.Testing.Cases;

/// <summary>A clock that stands still until it is told that time passes. Timers run in real time, so that waiting loops go on.</summary>
/// <param name="now">The moment at which it stands.</param>
internal sealed class CaseClock(DateTimeOffset now) : TimeProvider
{
    private long ticks = now.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);
}
