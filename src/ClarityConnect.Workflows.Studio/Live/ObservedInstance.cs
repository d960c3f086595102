namespace ClarityConnect.Workflows.Studio.Live;

/// <summary>
/// An instance that somebody looks at. News that come close together are told once, and the last ones always: every message makes the viewer read
/// the instance anew.
/// </summary>
/// <param name="tell">Tells the observers what is so now.</param>
/// <param name="time">Paces the messages.</param>
internal sealed class ObservedInstance(Func<ObservedInstance, Task> tell, TimeProvider time)
{
    /// <summary>The shortest time from one message to the next.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private const int Silent = 0;
    private const int Telling = 1;
    private const int TellingWithMoreToTell = 2;

    /// <summary>How much longer than the reading the pause is, so that a large instance does not keep the database busy.</summary>
    private const int RestFactor = 4;

    private int state;

    /// <summary>The connections that look at it.</summary>
    public HashSet<string> Connections { get; } = new(StringComparer.Ordinal);

    /// <summary>When the instance was changed last, as far as its observers were told; null if they were told nothing or if it is gone.</summary>
    public DateTimeOffset? ToldOf { get; set; }

    /// <summary>Says that there is something new.</summary>
    public void Signal()
    {
        if (Interlocked.CompareExchange(ref state, Telling, Silent) == Silent)
            _ = RunAsync();
        else
            Interlocked.CompareExchange(ref state, TellingWithMoreToTell, Telling);
    }

    private async Task RunAsync()
    {
        do
        {
            Interlocked.Exchange(ref state, Telling);
            var began = time.GetTimestamp();
            await tell(this);
            var rest = time.GetElapsedTime(began) * RestFactor;
            await Task.Delay(rest > Pause ? rest : Pause, time);
        }
        while (Interlocked.CompareExchange(ref state, Silent, Telling) != Telling);
    }
}
