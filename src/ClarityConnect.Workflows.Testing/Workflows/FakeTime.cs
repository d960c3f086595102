namespace ClarityConnect.Workflows.Testing.Workflows;

/// <summary>
/// A clock that stands still until it is told that time passes. Only the moment is faked: timers run in real time, so that waiting loops go on. Register it as
/// the <see cref="TimeProvider"/> of a <see cref="WorkflowHarness"/>.
/// </summary>
/// <param name="now">The moment at which it stands.</param>
public sealed class FakeTime(DateTimeOffset now) : TimeProvider
{
    private long ticks = now.UtcTicks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    /// <summary>Lets time pass.</summary>
    /// <param name="by">How much; less than nothing sets the clock back.</param>
    public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);
}
