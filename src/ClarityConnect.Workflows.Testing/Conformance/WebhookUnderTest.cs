namespace ClarityConnect.Workflows.Testing.Conformance;

/// <summary>A webhook trigger with which <see cref="WebhookConformance"/> is checked.</summary>
public sealed record WebhookUnderTest : ConnectorUnderTest
{
    /// <summary>
    /// Writes the call that the other system makes, signed at a moment: always of the same event, which starts one run. What only the headers say has to be signed anew
    /// for another moment.
    /// </summary>
    public required Func<DateTimeOffset, SignedCall> Sign { get; init; }

    /// <summary>Signs a body that is no event at all, such as "{", as the other system would; null where signatures depend on what is in the body.</summary>
    public Func<string, DateTimeOffset, SignedCall>? SignText { get; init; }

    /// <summary>How long after it was made a call is taken; null where the other system signs no time. Default five minutes.</summary>
    public TimeSpan? Lifetime { get; init; } = TimeSpan.FromMinutes(5);
}
