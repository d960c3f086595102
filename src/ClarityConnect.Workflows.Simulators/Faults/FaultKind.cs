namespace ClarityConnect.Workflows.Simulators.Faults;

/// <summary>What goes wrong. Kinds that a system cannot show (a SOAP service has no control failure) are ignored by it.</summary>
public enum FaultKind
{
    /// <summary>Waits for <see cref="Fault.Delay"/>, then carries on.</summary>
    Delay,

    /// <summary>Never answers: the connection stays open until the caller gives up or the simulators stop.</summary>
    Hang,

    /// <summary>HTTP 429 with Retry-After when <see cref="Fault.RetryAfter"/> is set; Intacct adds the GW-0010 body.</summary>
    RateLimited,

    /// <summary>HTTP <see cref="Fault.Status"/>, with a body in the vendor's form unless <see cref="Fault.EmptyBody"/>.</summary>
    ServerError,

    /// <summary>The connection is cut without an answer. With <see cref="Fault.AfterCommit"/> the work was done and the answer is lost.</summary>
    Drop,

    /// <summary>The work is done, and half of the answer arrives as a complete HTTP response.</summary>
    Truncated,

    /// <summary>HTTP 200 with a maintenance page in HTML instead of the vendor's format.</summary>
    HtmlPage,

    /// <summary>Intacct: the sender is refused, control/status is failure.</summary>
    ControlFailure,

    /// <summary>The credentials are refused: 401 at Retail, code -2 at Portico, authentication/status failure at Intacct.</summary>
    AuthenticationFailure,

    /// <summary>Intacct: the session is refused although it is still good; requests that sign in with a login are not affected.</summary>
    InvalidSession,

    /// <summary>
    /// Intacct, operations with transaction="true": the function that failed shows as aborted too, with its cause and the
    /// roll-back notice in one list. Without this fault the culprit shows as failure.
    /// </summary>
    CulpritAborted,

    /// <summary>Intacct: <see cref="Fault.Account"/> is missing from the chart of accounts while the fault is in force.</summary>
    UnknownAccount,
}
