namespace ClarityConnect.Workflows.Persistence.PostgreSql;

/// <summary>
/// Up to which transaction this process has matched waiting messages and bookmarks. It is a shortcut, not the truth: now and then everything is
/// matched anew, since a row that another correlator held may have been passed over.
/// </summary>
internal sealed class CorrelationProgress(TimeProvider time)
{
    private static readonly TimeSpan _sweepEvery = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private ulong? _seen;
    private long _sweptAt;

    /// <summary>The transaction since which pairs are to be matched; null for all.</summary>
    public ulong? Since()
    {
        lock (_gate)
        {
            if (_seen is not null && time.GetElapsedTime(_sweptAt) < _sweepEvery) return _seen;
            _sweptAt = time.GetTimestamp();
            return null;
        }
    }

    /// <summary>Notes that all pairs older than a transaction were matched.</summary>
    public void Saw(ulong transaction)
    {
        lock (_gate) _seen = _seen is { } seen && seen > transaction ? seen : transaction;
    }

    /// <summary>Has everything matched anew.</summary>
    public void StartOver()
    {
        lock (_gate) _seen = null;
    }
}
