namespace ClarityConnect.Workflows.Sdk.Failures;

/// <summary>What kind of failure it was, which decides what happens next.</summary>
public enum FailureKind
{
    /// <summary>It may work when tried again: time-outs, unavailability. Retried with growing pauses.</summary>
    Transient,

    /// <summary>Too many calls. Everything that uses the connection pauses, then it is retried.</summary>
    RateLimited,

    /// <summary>The vendor understood and refused. Not retried; a person corrects and retries.</summary>
    Rejected,

    /// <summary>The vendor does not accept who we are or what we may do. Not retried.</summary>
    Unauthorized,

    /// <summary>Something is set up wrongly on our side: a missing connection, a bad address. Not retried.</summary>
    Misconfigured,

    /// <summary>The data are not what the step needs. Not retried.</summary>
    InvalidData,

    /// <summary>A write was sent and its answer was lost. Never repeated blindly: looked up first, else an incident for a person.</summary>
    OutcomeUnknown,
}
