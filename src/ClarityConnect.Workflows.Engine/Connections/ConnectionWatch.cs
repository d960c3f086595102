using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Engine.Connections;

/// <summary>Keeps in mind since when a connection is held back or does not answer, and raises the alert of a rate limit that persists.</summary>
/// <param name="name">The connection's name.</param>
/// <param name="alertAfter">How long a connection may be held back without an accepted call before that is an alert.</param>
/// <param name="metrics">Counts alerts.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The connection's log.</param>
internal sealed class ConnectionWatch(string name, TimeSpan alertAfter, ConnectionMetrics metrics, TimeProvider time, ILogger logger)
{
    private readonly Lock gate = new();
    private DateTimeOffset? heldBackSince;
    private DateTimeOffset heldBackUntil;
    private bool isAlerted;
    private DateTimeOffset? brokenSince;
    private DateTimeOffset brokenUntil;

    public ConnectionState State
    {
        get
        {
            lock (gate)
            {
                // Where a pause has passed and the breaker opened since, the breaker is what holds calls back now.
                if (heldBackSince is not null && (brokenSince is null || time.GetUtcNow() < heldBackUntil))
                    return new ConnectionState(ConnectionStatus.HeldBack, heldBackSince, heldBackUntil);
                return brokenSince is null ? ConnectionState.Ok : new ConnectionState(ConnectionStatus.NotAnswering, brokenSince, brokenUntil);
            }
        }
    }

    /// <summary>How much of the vendor's pause is left; zero or less where there is none.</summary>
    public TimeSpan RemainingPause
    {
        get
        {
            lock (gate)
                return heldBackUntil - time.GetUtcNow();
        }
    }

    /// <summary>The vendor asked for a pause.</summary>
    public void HoldBack(TimeSpan pause)
    {
        var now = time.GetUtcNow();
        var until = now + pause;
        bool isLonger, isAlert;
        DateTimeOffset since;
        lock (gate)
        {
            since = heldBackSince ??= now;
            isLonger = until > heldBackUntil;
            if (isLonger)
                heldBackUntil = until;
            // A pause that the vendor announces counts in full: who waits for an hour learns it at its beginning.
            isAlert = !isAlerted && heldBackUntil - since > alertAfter;
            isAlerted |= isAlert;
        }

        if (isLonger)
            Logs.ConnectionPaused(logger, name, until);
        if (!isAlert)
            return;
        metrics.Alerted(name);
        Logs.RateLimitPersists(logger, name, since, until);
    }

    /// <summary>The vendor took a call.</summary>
    /// <param name="begun">When the call was begun: one that was under way before the pause says nothing of what the vendor takes now.</param>
    public void Accept(DateTimeOffset begun)
    {
        bool wasAlerted;
        lock (gate)
        {
            if (heldBackSince is null || begun < heldBackUntil)
                return;
            (wasAlerted, isAlerted, heldBackSince) = (isAlerted, false, null);
        }

        if (wasAlerted)
            Logs.RateLimitEnded(logger, name);
    }

    /// <summary>The circuit breaker opened, or stays open because its trial call failed.</summary>
    public void Break(TimeSpan length)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            brokenSince ??= now;
            brokenUntil = now + length;
        }
    }

    /// <summary>The circuit breaker closed.</summary>
    public void Mend()
    {
        lock (gate)
            brokenSince = null;
    }
}
