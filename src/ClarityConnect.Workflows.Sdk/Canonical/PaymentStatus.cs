namespace ClarityConnect.Workflows.Sdk.Canonical;

/// <summary>Where a payment or refund stands, in words that are the same for every processor.</summary>
public enum PaymentStatus
{
    /// <summary>The processor cannot say or was not understood. It has to be looked up before anything is repeated.</summary>
    Unknown,

    /// <summary>The customer has a step to do, such as 3-D Secure.</summary>
    RequiresAction,

    /// <summary>The card is stored and checked; no money is held.</summary>
    Authenticated,

    /// <summary>Money is held and not taken.</summary>
    Authorised,

    /// <summary>Money is taken and waits for settlement.</summary>
    Paid,

    /// <summary>Money was paid out to the merchant.</summary>
    Settled,

    /// <summary>Money went back; for a refund: it was made.</summary>
    Refunded,

    /// <summary>It was undone before settlement.</summary>
    Voided,

    /// <summary>The hold was let go.</summary>
    Cancelled,

    /// <summary>The bank or the merchant's own rules said no.</summary>
    Declined,

    /// <summary>The request was wrong; it is not repeated unchanged.</summary>
    Invalid,
}
