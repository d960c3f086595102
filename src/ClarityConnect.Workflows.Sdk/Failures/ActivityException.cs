namespace ClarityConnect.Workflows.Sdk.Failures;

/// <summary>A failure with a kind that decides what happens next. The message says what happened and what to do, in a person's words.</summary>
public sealed class ActivityException : Exception
{
    /// <summary>Creates a failure.</summary>
    /// <param name="kind">What kind of failure it is.</param>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public ActivityException(FailureKind kind, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Kind = kind;
    }

    /// <summary>What kind of failure it is.</summary>
    public FailureKind Kind { get; }

    /// <summary>How long the vendor asked to wait; null where it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The vendor's own code, such as "BL01001973"; null where there is none.</summary>
    public string? VendorCode { get; init; }

    /// <summary>The vendor's own words, unchanged but for masking; null where there are none.</summary>
    public string? VendorMessage { get; init; }

    /// <summary>The vendor's id for its support desk; null where there is none.</summary>
    public string? SupportId { get; init; }
}
