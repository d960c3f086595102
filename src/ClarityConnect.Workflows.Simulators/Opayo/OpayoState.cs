namespace ClarityConnect.Workflows.Simulators.Opayo;

/// <summary>Where a transaction stands; the numbers are those of the reports.</summary>
public enum OpayoState
{
    /// <summary>The customer is at the bank's 3-D Secure page.</summary>
    AtThreeDSecure = 5,

    /// <summary>Cancelled after 15 minutes without the customer.</summary>
    TimedOut = 8,

    /// <summary>Cancelled because the notification was answered badly.</summary>
    BadlyAnswered = 9,

    /// <summary>Turned down by the merchant's own rules.</summary>
    Rejected = 10,

    /// <summary>Given up by the customer.</summary>
    AbortedByCustomer = 11,

    /// <summary>Declined by the bank.</summary>
    Declined = 12,

    /// <summary>Something went wrong at Opayo.</summary>
    Failed = 13,

    /// <summary>Money is held.</summary>
    Deferred = 14,

    /// <summary>The card is checked.</summary>
    Authenticated = 15,

    /// <summary>Money is taken, or went back for a refund.</summary>
    Authorised = 16,

    /// <summary>Undone on the same day.</summary>
    Voided = 18,

    /// <summary>The hold was let go.</summary>
    DeferredAborted = 19,

    /// <summary>The card check was ended.</summary>
    Cancelled = 22,
}
