namespace ClarityConnect.Workflows.Connectors.Intacct.Gateway;

/// <summary>A session at Intacct.</summary>
/// <param name="SessionId">What calls carry instead of the password.</param>
/// <param name="Endpoint">Where its calls go.</param>
/// <param name="LocationId">The entity that it works in; null for the top level.</param>
internal sealed record IntacctSession(string SessionId, Uri Endpoint, string? LocationId)
{
    // The time-out slides with use: every answer says anew when the session ends. Written by whichever call was answered last.
    private long endsAtTicks = DateTimeOffset.MaxValue.UtcTicks;

    /// <summary>When the session ends unless it is used.</summary>
    public DateTimeOffset EndsAt
    {
        get => new(Interlocked.Read(ref endsAtTicks), TimeSpan.Zero);
        set => Interlocked.Exchange(ref endsAtTicks, value.UtcTicks);
    }
}
