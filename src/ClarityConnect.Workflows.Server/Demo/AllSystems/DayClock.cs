namespace ClarityConnect.Workflows.Server.Demo.AllSystems;

/// <summary>The clock of a day that is played faster than it passes: it runs like every clock, and is moved on while nothing is to be done.</summary>
/// <param name="begin">What it shows first.</param>
internal sealed class DayClock(DateTimeOffset begin) : TimeProvider
{
    private long aheadTicks = (begin - System.GetUtcNow()).Ticks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref aheadTicks));

    /// <summary>Moves it on; it never goes back.</summary>
    /// <param name="to">What it shall show.</param>
    public void MoveTo(DateTimeOffset to)
    {
        if (to - GetUtcNow() is var step && step > TimeSpan.Zero)
            Interlocked.Add(ref aheadTicks, step.Ticks);
    }
}
